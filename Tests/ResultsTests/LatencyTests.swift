import Results
import Testing

@Suite("Added latency: latency.csv and the samples behind it")
struct LatencyTests {
    private static let row = LatencyRow(
        scale: Samples.scale,
        serviceProxy: "kube-proxy-iptables-1.10",
        controller: "kube-router-0.2.0",
        policies: 1,
        connections: .keepAlive,
        arm: .on,
        rate: 3910,
        loadPercent: 50,
        metric: .p99,
        valueOff: 612.34567,
        valueCompared: 643.5,
        added: 31.15433,
        low: 12,
        high: 50.25,
        hodgesLehmann: 30,
        hodgesLehmannLow: .nan,
        hodgesLehmannHigh: .nan,
        adjustedP: 1.5e-7,
        verdict: .slower,
        minimumDetectable: 20.5,
        noiseFloor: 14,
        quads: 5,
        voided: 2,
        bandLow: 10,
        bandHigh: 52,
        signFlipP: 0.0625,
        behindOff: 0,
        behindCompared: 3,
        pacingOff: 11.5,
        pacingCompared: 12.25
    )

    private func open(
        due: Int,
        completed: Int,
        delayed: Int = 0,
        unsent: Int = 0
    ) -> SampleRecord {
        var sample = Samples.sample
        sample.completed = completed
        sample.openLoop = SampleRecord.OpenLoop(
            rate: 2000,
            arrivals: .poisson,
            due: due,
            delayed: delayed,
            unsent: unsent,
            response: SampleRecord.Latency(p50: 210, p90: 340, p99: 900, maximum: 1500, mean: 250),
            pacingError: SampleRecord.Latency(p50: 4, p90: 9, p99: 40, maximum: 90, mean: 6)
        )
        return sample
    }

    @Test("It begins with the columns of cost.csv, and comes back as it was written")
    func table() throws {
        let text = LatencyRow.csv([Self.row])
        #expect(
            text == """
                services,pods,local_pods,service_proxy,controller,policies,connections,arm,rate,load_percent,metric,\
                value_off,value_on,added_us,low,high,hl_us,hl_low,hl_high,p_adjusted,verdict,mde_us,noise_floor_us,quads,\
                voided,band_low,band_high,p_sign_flip,behind_off,behind_on,pacing_off,pacing_on
                1000,8000,82,kube-proxy-iptables-1.10,kube-router-0.2.0,1,keep-alive,on,3910.00,50.0,p99_us,612.346,643.500,\
                31.154,12.000,50.250,30.000,,,1.5e-07,slower,20.500,14.000,5,2,10.000,52.000,0.0625,0,3,11.500,12.250

                """
        )
        #expect(LatencyRow.columns.prefix(8) == CostRow.columns.prefix(8))
        #expect(LatencyRow.csv(try LatencyRow.rows(csv: text, name: "latency.csv")) == text)
        #expect(ResultDirectory.latency == "latency.csv" && ResultDirectory.all.contains("latency.csv"))
        for (known, unknown) in [("p99_us", "p98_us"), (",5,2,", ",five,2,"), ("slower", "sluggish")] {
            let damaged = text.replacing(known, with: unknown)
            #expect(throws: ResultsError.self) { try LatencyRow.rows(csv: damaged, name: "latency.csv") }
        }
    }

    @Test(
        "A rate is the share of off's QPS to three digits",
        arguments: [
            (7823.4, 0.5, 3910.0), (7823.4, 0.8, 6260), (123_456, 0.1, 12_300), (999.6, 0.5, 500), (18.27, 0.1, 1.83),
            (3.2, 0.1, 0.32),
        ]
    )
    func rate(off: Double, share: Double, expected: Double) {
        let rate = LatencyRate(
            Setting(Samples.scale, .keepAlive),
            offQueriesPerSecond: off,
            load: LatencyLoad(share: share)
        )
        #expect(abs(rate.requestsPerSecond - expected) < 1e-9 * expected)
        #expect(Double(LatencyRate.text(rate.requestsPerSecond)) == expected, "no digit is lost, and none added")
        #expect(rate.offQueriesPerSecond == off && rate.setting == Setting(Samples.scale, .keepAlive))
    }

    @Test("A sample keeps up if nearly all of its requests were answered within it")
    func behind() {
        #expect(!open(due: 1000, completed: 1000).isBehind)
        #expect(!open(due: 1000, completed: 950).isBehind)
        #expect(open(due: 1000, completed: 949).isBehind)
        #expect(!open(due: 1000, completed: 990, delayed: 300, unsent: 4).isBehind, "late, and caught up with")
        #expect(!open(due: 20, completed: 12).isBehind, "a few are always under way")
        #expect(open(due: 20, completed: 11).isBehind)
        #expect(!Samples.sample.isBehind, "a closed loop sets its own pace")
    }

    @Test("The metrics are of the time from when a request was due; a closed loop has none")
    func metrics() {
        let sample = open(due: 1, completed: 1)
        #expect(LatencyMetric.allCases.map { $0.value(in: sample) } == [250, 210, 340, 900])
        #expect(LatencyMetric.allCases.map(\.rawValue) == ["mean_us", "p50_us", "p90_us", "p99_us"])
        #expect(LatencyMetric.allCases.allSatisfy { $0.value(in: Samples.sample).isNaN })
        #expect(Samples.sample.isClosedLoop && !sample.isClosedLoop)
    }

    @Test("samples.jsonl says of an open loop how it was, and nothing of it in a closed one")
    func line() throws {
        let sample = open(due: 1000, completed: 990, delayed: 2, unsent: 1)
        let line = try sample.jsonLine()
        #expect(line.contains(#""openLoop":{"arrivals":"poisson","delayed":2,"due":1000,"pacingError":{"#))
        #expect(try SampleLog(Array(line.utf8)).samples == [sample])
        #expect(!(try Samples.sample.jsonLine()).contains("openLoop"))
        #expect(SampleRecord.limits(of: [sample, Samples.sample]) == ["client-bound": 1], "of saturation")
    }

    @Test("run.json keeps the load that was asked for and the rates, and one without them is read")
    func record() throws {
        var run = Samples.run
        #expect(try !run.json().contains("latency"))
        run.plan.latency = LatencyLoad(share: 0.25)
        run.latencyRates = [
            LatencyRate(
                Setting(Samples.scale, .perRequest),
                offQueriesPerSecond: 7823.5,
                load: LatencyLoad(share: 0.25)
            )
        ]
        #expect(try RunRecord(json: run.json()) == run)
        #expect(run.plan.latency?.description == "25.0 % of off's QPS, poisson arrivals")
        #expect(run.plan.cellsPerComparison == 4 && Samples.run.plan.cellsPerComparison == 3)
        #expect(run.plan.allQuads == 4 * 6 && Samples.run.plan.allQuads == 3 * 6)
    }
}
