import Foundation
import Results
import Testing

/// `run --latency-load`: what is added to a request below saturation.
@Suite("npbench run --latency-load", .serialized)
struct LatencyLoadTests {
    private static let tiny = [
        "run", "--services", "20", "--pods", "60", "--local-pods", "6", "--levels", "8", "--slice", "200ms",
    ]

    @Test(
        "latency.csv, the sentence and the page say what is added at one rate for all arms, and every sample proves its arm"
    )
    func measured() throws {
        let scratch = try ScratchDirectory()
        let result = try BuiltCommand.undisturbed(
            Self.tiny + ["--quads", "6", "--latency-load", "40%", "--output", scratch.path("out")]
        )
        try #require(result.status == 0, "\(result.errors)")
        let files = ResultFiles(directory: scratch, name: "out")
        let run = try files.run()
        #expect(run.plan.latency == LatencyLoad(share: 0.4))
        let rate = try #require(run.latencyRates?.first)
        #expect(run.latencyRates?.count == 1 && abs(rate.requestsPerSecond / rate.offQueriesPerSecond - 0.4) < 0.004)
        #expect(result.output.contains("quads of 4 x 0.2 s at each level (8) and at a fixed rate, 1 scale"))

        let valid = try files.samples().filter { $0.void == nil }
        let open = valid.compactMap(\.openLoop)
        #expect(open.count >= 6 * 4 && valid.count(where: \.isClosedLoop) >= 6 * 4)
        #expect(Set(open.map(\.rate)) == [rate.requestsPerSecond])
        for sample in valid where !sample.isClosedLoop {
            #expect(sample.proof.accepted == sample.proof.expected)
            #expect(sample.proof.forbiddenProbe == (sample.arm == .on ? "refused" : "served"))
            let loop = try #require(sample.openLoop)
            // Poisson: a standard deviation is the root of the mean.
            let expected = loop.rate * 0.2
            #expect(abs(Double(loop.due) - expected) < 5 * expected.squareRoot())
            #expect(loop.response.mean >= loop.pacingError.mean && loop.response.mean > 0)
        }
        // The arrivals of a quad are drawn once.
        let quads = Dictionary(grouping: valid.filter { !$0.isClosedLoop }) { $0.round * 100 + $0.attempt }
        for quad in quads.values where quad.count == 4 && quad.allSatisfy({ $0.failures.isEmpty && !$0.isBehind }) {
            #expect(Set(quad.compactMap(\.openLoop?.due)).count == 1)
        }

        let text = try files.text("latency.csv")
        let rows = try LatencyRow.rows(csv: text, name: "latency.csv")
        #expect(rows.map(\.metric) == [.mean, .p50, .p90, .p99])
        #expect(rows.allSatisfy { $0.quads == 6 && $0.valueOff > 0 && $0.rate == rate.requestsPerSecond })
        let costs = try CostRow.rows(csv: try files.text("cost.csv"), name: "cost.csv")
        #expect(costs.map(\.concurrency) == [8, nil] && costs.allSatisfy { $0.quads == 6 })
        #expect(try files.text("control.csv").contains("\n6,"), "of closed loops")
        #expect(
            try files.text("order.csv").split(separator: "\n").count == 1 + files.samples().count(where: \.isClosedLoop)
        )
        let sentence = "requests a second, 40 % of what off bears, kube-router-0.2.0 adds "
        let summary = try files.text("summary.txt")
        #expect(summary.contains(sentence) && result.output.contains(sentence))
        #expect(summary.contains("latency from when a request is due"))
        let page = try files.text("report.html")
        #expect(page.contains("id=\"added-latency\"") && page.contains(sentence))

        #expect(try BuiltCommand(["report", scratch.path("out")]).status == 0)
        #expect(
            try files.text("report.html") == page && files.text("latency.csv") == text,
            "drawn again, it is another"
        )
        for name in ["latency.csv", "cost.csv"] {
            try FileManager.default.removeItem(atPath: scratch.path("out/\(name)"))
        }
        #expect(try BuiltCommand(["report", scratch.path("out")]).status == 0)
        #expect(try files.text("latency.csv") == text, "made of the samples, it is another")
        let same = try BuiltCommand("compare", scratch.path("out"), scratch.path("out"))
        #expect(same.output.contains("Not compared: what is added to latency (latency.csv)"), "\(same.errors)")
    }

    @Test("A run that was cut short goes on at the rate that it began with, and with no other load")
    func resumed() throws {
        let scratch = try ScratchDirectory()
        let result = try BuiltCommand.undisturbed(
            Self.tiny + [
                "--quads", "2", "--latency-load", "0.5", "--connections", "keep-alive", "--output", scratch.path("out"),
            ]
        )
        try #require(result.status == 0, "\(result.errors)")
        let files = ResultFiles(directory: scratch, name: "out")
        let record = try files.run()
        // As a kill would leave it: half of the samples, and a run that has not ended.
        let lines = try files.text("samples.jsonl").split(separator: "\n")
        let half = lines.prefix(lines.count / 2).map { $0 + "\n" }.joined()
        _ = try scratch.write(half, to: "out/samples.jsonl")
        var cut = record
        cut.outcome = .running
        _ = try scratch.write(try cut.json(), to: "out/run.json")
        let other = try BuiltCommand(["run", "--resume", scratch.path("out"), "--latency-load", "0.6"])
        #expect(other.status == 64)
        #expect(other.errors.contains("latency was Optional(50.0 % of off's QPS"), "\(other.errors)")
        let resumed = try BuiltCommand.undisturbed(["run", "--resume", scratch.path("out")])
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(try files.run().latencyRates == record.latencyRates)
        let open = try files.samples().filter { $0.void == nil }.compactMap(\.openLoop)
        #expect(open.count >= 2 * 4)
        #expect(Set(open.map(\.rate)) == Set(record.latencyRates?.map(\.requestsPerSecond) ?? []))
        #expect(!resumed.output.contains("off bears "), "it asks off again")
    }
}
