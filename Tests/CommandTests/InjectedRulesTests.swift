import Foundation
import Results
import Testing

/// `run --inject-rules`: rules that nobody writes, to see what a run finds of them.
@Suite("npbench run --inject-rules", .serialized)
struct InjectedRulesTests {
    private func run(_ arguments: String...) throws -> (ResultFiles, BuiltCommand) {
        let scratch = try ScratchDirectory()
        let command = try BuiltCommand.undisturbed(
            [
                "run", "--services", "20", "--pods", "160", "--local-pods", "12", "--levels", "8", "--quads", "2",
                "--slice",
            ]
                + ["100ms", "--output", scratch.path("out")] + arguments
        )
        return (ResultFiles(directory: scratch, name: "out"), command)
    }

    @Test("They are in the plan, in rules/, in every proof of the compared arm, and in none of off")
    func proven() throws {
        let (files, command) = try run("--arms", "idle,on", "--inject-rules", "300")
        try #require(command.status == 0)
        let run = try files.run()
        #expect(run.plan.injectedRules == 300)
        #expect(run.warnings.contains { $0.finding.contains("300 rules that no controller writes") })
        let rules = try FileManager.default.contentsOfDirectory(atPath: files.directory.path("out/rules"))
            .filter { $0.hasSuffix(".iptables") }
        #expect(rules.count == 3)
        for name in rules {
            let count = try files.text("rules/\(name)").split(separator: "\n").count { $0.contains(" of nobody\"") }
            #expect(count == (name.contains("-off.") ? 0 : 300), "\(name)")
        }
        let samples = try files.samples().filter { $0.void == nil }
        #expect(!samples.isEmpty)
        func mean(_ arm: Arm, _ value: (SampleRecord) -> Double) -> Double {
            let own = samples.filter { $0.arm == arm }.map(value)
            return own.reduce(0, +) / Double(own.count)
        }
        // kube-router 0.2.0 writes no rule without a policy, so that these are all that idle has more than off.
        #expect(mean(.idle) { Double($0.proof.filterRules) } - mean(.off) { Double($0.proof.filterRules) } == 300)
        let segments = mean(.off) {
            Double(($0.kernel.sentSegments ?? 0) + ($0.kernel.receivedSegments ?? 0)) / Double($0.connections)
        }
        let walked = mean(.idle) { $0.rulesPerConnection ?? 0 } - mean(.off) { $0.rulesPerConnection ?? 0 }
        #expect(abs(walked / 300 / segments - 1) < 0.1)
        #expect(samples.filter { $0.arm == .on }.allSatisfy { $0.proof.forbiddenProbe == "refused" })
    }

    @Test("None of them is a run like any other, and says that it was asked for")
    func none() throws {
        let (files, command) = try run("--arms", "idle", "--inject-rules", "0")
        try #require(command.status == 0)
        #expect(try files.run().plan.injectedRules == 0)
        let hashes = Set(try files.samples().filter { $0.void == nil }.map(\.proof.filterRules))
        #expect(hashes.count == 1)
    }
}
