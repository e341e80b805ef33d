import Foundation
import Results
import Testing

/// Runs that are killed, and go on.
@Suite("npbench run --resume", .serialized)
struct ResumeCommandTests {
    static let plan = ["--levels", "1,16", "--quads", "4", "--slice", "150ms", "--seed", "7"]

    /// How many whole valid quads each level has in each round.
    private func quads(_ files: ResultFiles) throws -> [String: Int] {
        let attempts = Dictionary(grouping: try files.samples()) { "\($0.concurrency) \($0.round) \($0.attempt)" }
        return attempts.values.reduce(into: [:]) { counts, samples in
            guard samples.map(\.place).sorted() == [0, 1, 2, 3], samples.allSatisfy({ $0.void == nil }) else { return }
            counts["\(samples[0].concurrency) \(samples[0].round)", default: 0] += 1
        }
    }

    /// Goes on until the machine lets it: a run whose CPUs were stolen ends as invalid, and says nothing about the code.
    private func resume(_ directory: String, _ options: [String] = []) throws -> BuiltCommand {
        try BuiltCommand(["run", "--resume", directory] + options)
    }

    @Test("After a kill every quad is there exactly once, and the result is that of a run that was left alone")
    func killed() async throws {
        let scratch = try ScratchDirectory()
        let files = ResultFiles(directory: scratch, name: "out")
        let run = try RunningCommand(["run"] + RunCommandTests.small + Self.plan + ["--output", scratch.path("out")])
        try await run.wait(for: 60) { scratch.lines(of: "out/samples.jsonl") >= 10 }
        let family = run.descendants()
        run.signal(SIGKILL)
        #expect(try await run.end() != 0)
        try await run.wait(for: 5) { family.allSatisfy { !RunningCommand.isAlive($0.pid) } }
        let before = try files.samples()
        #expect(try files.run().outcome == .running)
        #expect(try files.run().scales.count == 1, "a scale is noted when it comes up")
        // As a kill in the middle of a write leaves it.
        let log = URL(filePath: scratch.path("out/samples.jsonl"))
        try Data(try Data(contentsOf: log) + Data(#"{"arm":"on","attem"#.utf8)).write(to: log)

        let result = try resume(scratch.path("out"))
        try #require(result.status == 0, "\(result.errors)")
        let samples = try files.samples()
        #expect(Array(samples.prefix(before.count)) == before)
        let counts = try quads(files)
        #expect(counts.count == 2 * 4)
        #expect(counts.values.allSatisfy { $0 == 1 })
        let record = try files.run()
        #expect(record.outcome == .completed)
        #expect(record.resumptions?.map(\.samples) == [before.count])
        #expect(record.resumptions?.map(\.changes) == [[]])
        #expect(record.warnings.allSatisfy { !$0.finding.contains("went on") })
        #expect(record.scales.count == 1)
        #expect(record.arguments.contains("--quads"))
        #expect(files.names.contains("cost.csv") && files.names.contains("summary.txt"))
        let costs = try CostRow.rows(csv: try files.text("cost.csv"), name: "cost.csv")
        #expect(costs.map(\.quads) == [4, 4, 4])
        #expect(result.output.contains("of 8 quads are there"))

        let again = try resume(scratch.path("out"))
        #expect(again.status == 64)
        #expect(again.errors.contains("the run is complete"), "\(again.errors)")
    }

    @Test("Two scales take turns, before a kill and after, and every quad of both is there exactly once")
    func twoScales() async throws {
        let scratch = try ScratchDirectory()
        let files = ResultFiles(directory: scratch, name: "out")
        let run = try RunningCommand(
            ["run", "--services", "20", "--pods", "160,320"] + Self.plan + ["--output", scratch.path("out")]
        )
        try await run.wait(for: 60) { scratch.lines(of: "out/samples.jsonl") >= 22 }
        run.signal(SIGKILL)
        #expect(try await run.end() != 0)
        let before = try files.samples()
        #expect(try files.run().scales.map(\.scale.pods) == [160, 320], "both are noted before the first sample")
        let result = try resume(scratch.path("out"))
        try #require(result.status == 0, "\(result.errors)")
        let samples = try files.samples()
        #expect(Array(samples.prefix(before.count)) == before)
        for pods in [160, 320] {
            let valid = samples.filter { $0.scale.pods == pods && $0.void == nil }
            let attempts = Dictionary(grouping: valid) { "\($0.concurrency) \($0.round) \($0.attempt)" }
            #expect(attempts.values.count { $0.map(\.place).sorted() == [0, 1, 2, 3] } == 2 * 4)
        }
        // One quad of each scale and level in each round: no scale has a round of its own.
        for round in 0..<4 {
            let own = samples.filter { $0.round == round && $0.void == nil }
            #expect(Set(own.map(\.scale.pods)) == [160, 320])
        }
        let turns = zip(samples, samples.dropFirst()).count { $0.scale != $1.scale }
        #expect(turns >= 4)
        #expect(samples.map(\.startSeconds) == samples.map(\.startSeconds).sorted())
        for sample in samples where sample.void == nil {
            #expect(sample.proof.accepted == sample.proof.expected)
            #expect(sample.proof.forbiddenProbe == (sample.arm == .on ? "refused" : "served"))
        }
        #expect(try files.run().scales.map(\.scale.pods) == [160, 320])
        let order = try OrderRow.rows(csv: try files.text("order.csv"), name: "order.csv")
        #expect(order.map(\.scale) == samples.map(\.scale))
    }

    @Test("What can not be gone on with is refused, and left as it was")
    func refusals() async throws {
        let scratch = try ScratchDirectory()
        let run = try RunningCommand(["run"] + RunCommandTests.small + Self.plan + ["--output", scratch.path("out")])
        try await run.wait(for: 60) { scratch.lines(of: "out/samples.jsonl") >= 2 }
        let busy = try resume(scratch.path("out"))
        #expect(busy.status == 1)
        #expect(busy.errors.contains("another npbench is measuring into it"), "\(busy.errors)")
        run.signal(SIGINT)
        #expect(try await run.end() == 130)
        let files = ResultFiles(directory: scratch, name: "out")
        let (record, log) = (try files.text("run.json"), try files.text("samples.jsonl"))

        for (options, words) in [
            (["--pods", "320"], "its plan is another than the options and files give: scales was"),
            (["--position", "last"], "position was middle and is now last"),
            (["--seed", "8"], "seed was 7 and is now 8"), (["--quads", "6"], "leave --quads out"),
            (["--levels", "1"], "leave --levels out"), (["--slice", "1s"], "leave --slice out"),
            (["--budget", "1h"], "leave --budget out"), (["--output", "x"], "leave out --output"),
        ] {
            let refused = try resume(scratch.path("out"), options)
            #expect(refused.status == 64, "\(options)")
            #expect(refused.errors.contains(words), "\(refused.errors)")
        }
        let missing = try resume(scratch.path("nowhere"))
        #expect(missing.status == 1)
        #expect(missing.errors.contains("a run that has begun to measure"), "\(missing.errors)")

        func edited(_ old: String, _ new: String, _ options: [String] = []) throws -> BuiltCommand {
            #expect(record.contains(old), "\(old)")
            _ = try scratch.write(record.replacing(old, with: new), to: "out/run.json")
            defer { _ = try? scratch.write(record, to: "out/run.json") }
            return try resume(scratch.path("out"), options)
        }
        let newer = try edited(#""schema" : 2"#, #""schema" : 3"#)
        #expect(newer.errors.contains("schema 3 is newer"), "\(newer.errors)")
        let older = try edited(#""schema" : 2"#, #""schema" : 1"#)
        #expect(older.status == 64)
        #expect(
            older.errors.contains("its schema is 1, this npbench writes 2; use the npbench that began it"),
            "\(older.errors)"
        )
        let invalid = try edited(#""outcome" : "interrupted""#, #""outcome" : "invalid""#)
        #expect(invalid.status == 64 && invalid.errors.contains("the run is invalid"), "\(invalid.errors)")
        let machine = try edited(#""fingerprint" : ""#, #""fingerprint" : "0"#)
        #expect(machine.status == 64 && machine.errors.contains("--any-machine"), "\(machine.errors)")
        #expect(try files.text("samples.jsonl") == log)
        #expect(try files.text("run.json") == record)
    }

    @Test("On a machine that was started anew it goes on, with a warning that says so")
    func rebooted() async throws {
        let scratch = try ScratchDirectory()
        let run = try RunningCommand(["run"] + RunCommandTests.small + Self.plan + ["--output", scratch.path("out")])
        try await run.wait(for: 60) { scratch.lines(of: "out/samples.jsonl") >= 9 }
        run.signal(SIGINT)
        #expect(try await run.end() == 130)
        let files = ResultFiles(directory: scratch, name: "out")
        let record = try files.text("run.json").replacing(#""time.boot_id" : ""#, with: #""time.boot_id" : "0"#)
            .replacing(#""fingerprint" : ""#, with: #""fingerprint" : "0"#)
        _ = try scratch.write(record, to: "out/run.json")
        let result = try resume(scratch.path("out"), ["--any-machine"])
        try #require(result.status == 0, "\(result.errors)")
        #expect(
            try files.run().warnings.contains { $0.finding.contains("went on") && $0.finding.contains("time.boot_id") }
        )
        #expect(try files.text("summary.txt").contains("time.boot_id"))
        #expect(try quads(files).values.allSatisfy { $0 == 1 })
        #expect(try quads(files).count == 8)
    }
}
