import Results
import Testing

@Suite("control.csv, walks.csv and order.csv")
struct EvidenceTests {
    private let control = ControlRow(
        quads: 240,
        differencePercent: 0.123456,
        low: -0.4,
        high: 0.65,
        p: 0.6412345,
        outcome: .passed,
        medianFloorPercent: 9.9,
        largestFloorPercent: .nan
    )
    private let walk = WalkRow(
        scale: Samples.scale,
        serviceProxy: "kube-proxy-iptables-1.10",
        controller: "kube-router-0.2.0",
        policies: 1,
        connections: .perRequest,
        arm: .on,
        rulesPerConnection: 1510.444,
        filterRules: 583,
        samples: 160,
        costPercent: 6.8281,
        low: 5.3834,
        high: 8.2507
    )
    private let order = OrderRow(
        startSeconds: 10.79135,
        scale: Samples.scale,
        controller: "none",
        arm: .off,
        concurrency: 16,
        round: 0,
        place: 3,
        attempt: 1,
        qps: 4602.5,
        deviationPercent: -12.34567,
        counts: false,
        void: "CPU stolen: 21.0 % of its time, 10.0 % allowed",
        connections: .keepAlive
    )

    @Test("Each has exactly its columns, NaN is an empty cell, and a cause with commas is quoted")
    func texts() {
        #expect(
            ControlRow.csv([control]) == """
                quads,difference_percent,low,high,p,outcome,median_floor_percent,largest_floor_percent
                240,0.1235,-0.4000,0.6500,0.6412,passed,9.9000,

                """
        )
        #expect(
            WalkRow.csv([walk]) == """
                services,pods,local_pods,service_proxy,controller,policies,connections,arm,rules_per_connection,\
                filter_rules,samples,cost_percent,low,high
                1000,8000,82,kube-proxy-iptables-1.10,kube-router-0.2.0,1,per-request,on,1510.44,583,160,6.8281,5.3834,\
                8.2507

                """
        )
        #expect(
            OrderRow.csv([order]) == """
                start_seconds,services,pods,local_pods,controller,arm,concurrency,round,place,attempt,qps,\
                deviation_percent,counts,void,connections
                10.791,1000,8000,82,none,off,16,0,3,1,4602.50,-12.346,void,"CPU stolen: 21.0 % of its time, 10.0 % allowed",\
                keep-alive

                """
        )
    }

    @Test("Text read back and written again is the same text")
    func roundTrip() throws {
        func again<Row: CSVRecord>(_ row: Row) throws -> Bool {
            let text = Row.csv([row])
            return try Row.csv(Row.rows(csv: text, name: "a.csv")) == text
        }
        #expect(try again(control) && again(walk) && again(order))
        var counted = order
        (counted.counts, counted.void) = (true, "")
        #expect(try OrderRow.rows(csv: OrderRow.csv([counted]), name: "order.csv").first?.counts == true)
        #expect(try OrderRow.rows(csv: OrderRow.csv([counted]), name: "order.csv").first?.treatment == .off)
        #expect(
            try WalkRow.rows(csv: WalkRow.csv([walk]), name: "walks.csv").first?.treatment.controller == walk.controller
        )
    }

    @Test("An order.csv from before runs had several modes of connections is read, and does not say which")
    func before() throws {
        let text = """
            start_seconds,services,pods,local_pods,controller,arm,concurrency,round,place,attempt,qps,deviation_percent,\
            counts,void
            10.791,1000,8000,82,none,off,16,0,3,1,4602.50,-12.346,yes,

            """
        let row = try #require(try OrderRow.rows(csv: text, name: "order.csv").first)
        #expect(row.connections == nil)
        #expect(row.qps == 4602.5 && row.counts)
        #expect(OrderRow.csv([row]).hasSuffix(",yes,,\n"))
    }

    @Test("Their names, the page's and its folder's stay, and --overwrite knows them")
    func names() {
        let names = [
            ResultDirectory.control, ResultDirectory.walks, ResultDirectory.order, ResultDirectory.plots,
            ResultDirectory.page,
        ]
        #expect(names == ["control.csv", "walks.csv", "order.csv", "report", "report.html"])
        #expect(names.allSatisfy(ResultDirectory.all.contains))
    }

    @Test("run.json keeps why a run ended, and one without it is read")
    func cause() throws {
        var run = Samples.run
        #expect(try !run.json().contains("\"cause\""))
        #expect(try RunRecord(json: run.json()).cause == nil)
        run.cause = "Twelve quads in a row were void."
        #expect(try RunRecord(json: run.json()) == run)
    }
}
