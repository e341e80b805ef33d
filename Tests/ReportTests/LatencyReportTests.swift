import Foundation
import Results
import Testing

@testable import Report

@Suite("Added latency in the report")
struct LatencyReportTests {
    /// The rows of a run at the scale of 8000 pods.
    static func rows(connections: ConnectionMode = .perRequest, pods: Int = 8000) throws -> [LatencyRow] {
        let scale = try #require(SampleRun.record.plan.scales.first { $0.pods == pods })
        let values: [(LatencyMetric, Double, Double, Double, Double)] = [
            (.mean, 240.26, 12.04, 9.5, 14.6), (.p50, 201.5, 9.2, 7.1, 11.3), (.p90, 330, 15, 11, 19),
            (.p99, 612, 30.6, 12.4, 48.8),
        ]
        return values.map { metric, off, added, low, high in
            LatencyRow(
                scale: scale,
                serviceProxy: "kube-proxy-iptables-1.10",
                controller: "kube-router-0.2.0",
                policies: 1,
                connections: connections,
                arm: .on,
                rate: 4000,
                loadPercent: 50,
                metric: metric,
                valueOff: off,
                valueCompared: off + added,
                added: added,
                low: low,
                high: high,
                hodgesLehmann: added,
                hodgesLehmannLow: low,
                hodgesLehmannHigh: high,
                adjustedP: 0.0001,
                verdict: .slower,
                minimumDetectable: 3,
                noiseFloor: 5,
                quads: 10,
                voided: 1,
                bandLow: low,
                bandHigh: high,
                signFlipP: 0.002,
                behindOff: 0,
                behindCompared: 0,
                pacingOff: 12,
                pacingCompared: 13.5
            )
        }
    }

    private static var record: RunRecord {
        var record = SampleRun.record
        record.plan.latency = LatencyLoad(share: 0.5)
        record.latencyRates = record.plan.settings.map {
            LatencyRate($0, offQueriesPerSecond: 8000, load: LatencyLoad(share: 0.5))
        }
        return record
    }

    private func sentence(_ change: (inout [LatencyRow]) -> Void = { _ in }) throws -> String? {
        var rows = try Self.rows()
        change(&rows)
        return LatencySeries.all(of: rows).first.flatMap { LatencySentence.text($0, in: Self.record.plan) }
    }

    @Test("What is added is one sentence, with the rate, its share, and both intervals")
    func sentence() throws {
        #expect(
            try sentence()
                == "At 4,000 requests a second, half of what off bears, kube-router-0.2.0 adds 9.2 us to the median "
                + "(95 %: 7.1 to 11.3) and 31 us to p99 (95 %: 12 to 49) at 8000 pods, 82 per node"
        )
        let other = try #require(
            try sentence { rows in
                for index in rows.indices {
                    (rows[index].rate, rows[index].loadPercent) = (1_234_567, 12.5)
                    (rows[index].arm, rows[index].verdict) = (.idle, .inconclusive)
                    (rows[index].low, rows[index].high) = (.nan, .nan)
                }
            }
        )
        #expect(
            other.hasPrefix(
                "At 1,234,567 requests a second, 12.5 % of what off bears, kube-router-0.2.0 without a policy adds "
            )
        )
        #expect(other.contains(" to the median (no interval, undecided) and "))
        #expect(try sentence { $0.removeAll { $0.metric == .p99 } } == nil)
        #expect(
            try sentence { rows in for index in rows.indices { rows[index].rate = 870 } }?.hasPrefix("At 870 requests")
                == true
        )
    }

    @Test("The summary has the sentence and a table; of an invalid run neither, and a run without says nothing")
    func summary() throws {
        let rows = try Self.rows()
        func text(_ run: RunRecord, _ rows: [LatencyRow]) throws -> String {
            Summary(RunTables(run: run, curves: try SampleRun.curves(), costs: try SampleRun.costs(), latencies: rows))
                .text(
                    .plain
                )
        }
        let summary = try text(Self.record, rows)
        #expect(summary.contains("\nAt 4,000 requests a second, half of what off bears, kube-router-0.2.0 adds"))
        #expect(
            summary.contains(
                """
                1000service8000pod: latency at 4000 requests a second, below saturation
                latency from when a request is due  off, us  on, us     added, us (95 %)  verdict
                mean                                  240.3   252.3   12.0 (9.5 to 14.6)  slower
                p50                                   201.5   210.7    9.2 (7.1 to 11.3)  slower

                """
            )
        )
        var invalid = Self.record
        invalid.outcome = .invalid
        #expect(try !text(invalid, rows).contains("requests a second"))
        #expect(try !text(SampleRun.record, []).contains("requests a second"))
        var both = Self.record
        both.plan.connectionModes = [.perRequest, .keepAlive]
        let kept = try text(both, rows + Self.rows(connections: .keepAlive))
        #expect(
            kept.contains("82 per node, keep-alive\n")
                && kept.contains("1000service8000pod, connections kept alive: latency")
        )
    }

    @Test("latency.csv is written and a section of the page holds it to the digit; without rows there is neither")
    func page() throws {
        let rows = try Self.rows()
        try SampleRun.inDirectory { directory in
            try ReportWriter.write(
                RunTables(run: Self.record, curves: SampleRun.curves(), costs: SampleRun.costs(), latencies: rows),
                to: directory
            )
            #expect(try SampleRun.read(directory, "latency.csv") == LatencyRow.csv(rows))
            let page = ReadPage(try SampleRun.read(directory, "report.html"))
            #expect(page.error == nil)
            #expect(page.all("section").contains { $0.attributes["id"] == "added-latency" })
            #expect(page.all("p").contains { $0.text.contains("kube-router-0.2.0 adds 9.2 us to the median") })
            let table = page.table("Latency added at a fixed rate")
            #expect(table.count == 4)
            for (cells, row) in zip(table, rows) {
                let file = Dictionary(uniqueKeysWithValues: zip(LatencyRow.columns, row.cells))
                let exact = [
                    "rate", "value_off", "value_on", "added_us", "low", "high", "hl_us", "hl_low", "hl_high",
                    "p_adjusted",
                    "mde_us", "noise_floor_us", "pacing_off", "pacing_on",
                ].map { file[$0] }
                #expect(cells.compactMap(\.exact) == exact.compactMap(\.self))
            }
            #expect(page.all("a").contains { $0.attributes["href"] == "latency.csv" })
            #expect(page.all("th").contains { $0.text == "requests a second at 1000service8000pod, per-request" })
        }
        let without = try SamplePage.html()
        #expect(!without.contains("added-latency") && !without.contains("latency.csv"))
    }

    @Test("Samples that fell behind are told on the page, and an invalid run shows nothing of latency")
    func behind() throws {
        var rows = try Self.rows()
        rows[0].behindCompared = 3
        func html(_ run: RunRecord) throws -> String {
            try SampleRun.inDirectory { directory in
                try ReportWriter.write(
                    RunTables(run: run, curves: SampleRun.curves(), costs: SampleRun.costs(), latencies: rows),
                    to: directory
                )
                return try SampleRun.read(directory, "report.html")
            }
        }
        #expect(try html(Self.record).contains("In 3 samples the rate was not kept up with"))
        var invalid = Self.record
        invalid.outcome = .invalid
        #expect(try !html(invalid).contains("id=\"added-latency\""))
    }
}
