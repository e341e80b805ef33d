import Results
import Testing

@Suite("curves.csv and cost.csv")
struct CSVTests {
    @Test("curves.csv has exactly the columns of the contract, and stable numbers")
    func curves() {
        #expect(
            CurveRow.csv([Samples.curve]) == """
                services,pods,local_pods,service_proxy,controller,policies,connections,arm,concurrency,qps,qps_low,\
                qps_high,p50_us,p90_us,p99_us,cpu_us_per_request,samples
                1000,8000,82,kube-proxy-iptables-1.10,none,0,per-request,off,8,13012.35,12900.00,13125.50,540.25,701.00,\
                1403.13,133.33,12

                """
        )
    }

    @Test(
        "cost.csv has exactly the columns of the contract; all levels is `all`, NaN is empty, and no zero is negative"
    )
    func cost() {
        #expect(
            CostRow.csv([Samples.cost]) == """
                services,pods,local_pods,service_proxy,controller,policies,connections,arm,concurrency,cost_percent,low,\
                high,hl_percent,hl_low,hl_high,p_adjusted,verdict,mde_percent,noise_floor_percent,quads,voided,\
                band_low,band_high,p_sign_flip
                1000,8000,82,kube-proxy-iptables-1.10,kube-router-0.2.0,1,keep-alive,on,all,7.9123,7.1000,8.7000,0.0000,,,\
                5.121e-06,slower,0.9000,0.6600,6,1,,,

                """
        )
    }

    @Test("Text read back and written again is the same text")
    func roundTrip() throws {
        var level = Samples.cost
        level.concurrency = 128
        level.controller = "my \"router\", built\nhere"
        level.adjustedP = 1
        level.low = -.infinity
        let text = CostRow.csv([Samples.cost, level])
        let rows = try CostRow.rows(csv: text, name: "cost.csv")
        #expect(CostRow.csv(rows) == text)
        #expect(rows.map(\.concurrency) == [nil, 128])
        #expect(rows[1].controller == level.controller)
        #expect(rows[0].hodgesLehmannLow.isNaN)
        let curves = CurveRow.csv([Samples.curve])
        #expect(CurveRow.csv(try CurveRow.rows(csv: curves, name: "curves.csv")) == curves)
        #expect(try CurveRow.rows(csv: CurveRow.csv([]), name: "curves.csv").isEmpty)
    }

    @Test("A column that a later version added does no harm, nor do carriage returns")
    func tolerant() throws {
        let lines = CurveRow.csv([Samples.curve]).split(separator: "\n")
        let text = "\(lines[0]),colour\r\n\(lines[1]),green\r\n"
        #expect(try CurveRow.rows(csv: text, name: "curves.csv").first?.samples == 12)
    }

    @Test("cost.csv from before the band is read; a known band comes back")
    func band() throws {
        var row = Samples.cost
        (row.bandLow, row.bandHigh, row.signFlipP) = (6.5, 9.25, 0.03125)
        let text = CostRow.csv([row])
        #expect(text.hasSuffix(",6,1,6.5000,9.2500,0.03125\n"))
        let read = try #require(try CostRow.rows(csv: text, name: "cost.csv").first)
        #expect(read.bandLow == 6.5 && read.bandHigh == 9.25 && read.signFlipP == 0.03125)
        let old = text.replacing(",band_low,band_high,p_sign_flip", with: "").replacing(
            ",6.5000,9.2500,0.03125",
            with: ""
        )
        let former = try #require(try CostRow.rows(csv: old, name: "cost.csv").first)
        #expect(former.bandLow == nil && former.bandHigh == nil && former.signFlipP == nil)
        #expect(former.quads == 6)
    }

    @Test("A bad cell is named by line, column and content")
    func badCells() {
        let text = CurveRow.csv([Samples.curve, Samples.curve])
        func message(_ bad: String) -> String? {
            #expect(throws: ResultsError.self) { try CurveRow.rows(csv: bad, name: "curves.csv") }?.description
        }
        #expect(
            message(text.replacing(",12\n", with: ",many\n"))?.contains("line 2 of curves.csv: samples 'many'") == true
        )
        #expect(message(text.replacing("per-request", with: "carrier-pigeon"))?.contains("is unknown") == true)
        #expect(message(text.replacing("13012.35", with: "fast"))?.contains("is no number") == true)
        #expect(message(text.replacing(",p99_us", with: ",p98_us"))?.contains("no column p99_us") == true)
        #expect(message(text.replacing(",12\n", with: "\n"))?.contains("has 16 cells and the header 17") == true)
        #expect(message("")?.contains("it is empty") == true)
    }

    @Test("The names of a result directory are those of the contract")
    func names() throws {
        #expect(
            [
                ResultDirectory.run, ResultDirectory.samples, ResultDirectory.curves, ResultDirectory.cost,
                ResultDirectory.script, ResultDirectory.curvesSVG, ResultDirectory.curvesPNG, ResultDirectory.costSVG,
                ResultDirectory.summary,
            ] == [
                "run.json", "samples.jsonl", "curves.csv", "cost.csv", "curves.gp", "curves.svg", "curves.png",
                "cost.svg", "summary.txt",
            ]
        )
        #expect(
            ContrastRow.columns == CostRow.columns.dropLast(3) + ["against"] + CostRow.columns.suffix(3)
                && ResultDirectory.contrasts == "contrasts.csv"
        )
        let contrast = ContrastRow(cost: Samples.cost, against: "kube-router-2.11")
        let read = try ContrastRow.rows(csv: ContrastRow.csv([contrast]), name: "contrasts.csv")
        #expect(read.map(\.cells) == [contrast.cells])
        let rules = ResultDirectory.rules(Samples.scale, "on", format: "ipset")
        #expect(rules == "rules/1000service8000pod-82local-on.ipset")
    }
}
