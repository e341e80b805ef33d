import Results
import Testing

@testable import Report

@Suite("Charts, tables and figures in text")
struct LossChartTests {
    private func series(_ arm: Arm, _ rates: [(Int, Double)]) throws -> CurveSeries {
        var row = try #require(try SampleRun.curves().first)
        row.arm = arm
        let rows = rates.map { level, qps in
            row.concurrency = level
            row.qps = qps
            return row
        }
        return CurveSeries(setting: row.setting, treatment: row.treatment, rows: rows)
    }

    @Test("A bar is as long as its QPS, and its end is what the arm loses or gains")
    func bars() throws {
        var chart = LossChart(
            off: try series(.off, [(1, 50), (8, 100), (128, 80)]),
            on: try series(.on, [(1, 40), (8, 90), (128, 90)])
        )
        chart.width = 10
        #expect(chart.lines == ["  1  ████░", "  8  █████████░", "128  ████████▓"])
    }

    @Test("Levels without both points, and rates that are none, have no bar")
    func missing() throws {
        let off = try series(.off, [(1, 50), (2, .nan), (4, 0)])
        #expect(LossChart(off: off, on: try series(.on, [(2, 5), (8, 9)])).lines.isEmpty)
        #expect(LossChart(off: off, on: try series(.on, [(4, 0)])).lines.isEmpty)
    }

    @Test("Columns are as wide as their widest cell")
    func table() {
        var table = TextTable(header: ["n", "word"], alignments: [.right, .left])
        table.rows = [["100", "a"], ["2", ""]]
        #expect(table.lines == ["  n  word", "100  a", "  2"])
    }

    @Test("Figures are never -0, and a dash where there is none")
    func figures() {
        #expect(Readable.number(-0.04, decimals: 1) == "0.0")
        #expect(Readable.number(.nan, decimals: 1) == "-")
        #expect(Readable.rate(99.94) == "99.9")
        #expect(Readable.rate(13_012.4, 12_900, .nan) == "13012")
        #expect(Readable.range([0.31, .nan, 0.29], decimals: 1) == "0.3")
        #expect(Readable.range([3, 1, 2], decimals: 0) == "1 to 3")
        #expect(Readable.range([.nan], decimals: 0) == nil)
    }

    @Test(
        "A controller's family is its name without the version",
        arguments: [
            ("kube-router-0.2.0", "kube-router"), ("kube-router-2.11-nft", "kube-router"),
            ("kube-router-tke", "kube-router-tke"), ("calico-iptables", "calico-iptables"), ("3proxy", "3proxy"),
        ]
    )
    func family(controller: String, family: String) {
        #expect(ControllerFamily.of(controller) == family)
    }

    @Test("Curves are named as in the published experiment; the arm idle is marked")
    func legend() throws {
        var plan = SampleRun.record.plan
        func legend(_ arm: Arm, _ controller: String = "kube-router-0.2.0") -> String {
            CurveSeries.legend(plan.settings[0], Treatment(arm, of: controller), in: plan)
        }
        #expect(legend(.on) == "1000service2000pod-kube-router")
        #expect(legend(.idle) == "1000service2000pod-kube-router-idle")
        #expect(legend(.churn) == "1000service2000pod-kube-router-churn")
        #expect(legend(.off) == "1000service2000pod")

        // Versions of one family must not look alike.
        plan.controller = "kube-router-2.11,kube-router-2.11-nft"
        #expect(legend(.on, "kube-router-2.11-nft") == "1000service2000pod-kube-router-2.11-nft")
        #expect(legend(.off) == "1000service2000pod")

        // The mode of connections only where there are two.
        plan.connectionModes = [.keepAlive, .perRequest]
        #expect(legend(.on, "calico-iptables") == "1000service2000pod-calico-iptables, keep-alive")
        #expect(legend(.off) == "1000service2000pod, keep-alive")
    }
}
