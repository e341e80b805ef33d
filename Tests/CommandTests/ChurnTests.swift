import Foundation
import Results
import Testing

/// `run --churn`: a controller's sync work as a factor of its own.
@Suite("npbench run --churn", .serialized)
struct ChurnTests {
    private func run(_ controller: String, _ arguments: String...) throws -> (ResultFiles, BuiltCommand) {
        let scratch = try ScratchDirectory()
        let command = try BuiltCommand.undisturbed(
            [
                "run", "--services", "20", "--pods", "60", "--local-pods", "6", "--levels", "8", "--quads", "2",
                "--slice", "200ms", "--controller", controller, "--output", scratch.path("out"),
            ] + arguments
        )
        return (ResultFiles(directory: scratch, name: "out"), command)
    }

    @Test(
        "Each sample proves its arm while syncs run beside it, which are counted",
        arguments: [
            "kube-router-0.2.0", "kube-router-tke", "kube-router-2.11", "kube-router-2.11-nft", "calico-iptables",
        ]
    )
    func proven(controller: String) throws {
        let (files, command) = try run(controller, "--churn", "200ms")
        try #require(command.status == 0, "\(command.errors)")
        let run = try files.run()
        #expect(run.plan.churnSeconds == 0.2)
        #expect(run.plan.arms == [.on, .churn])
        let samples = try files.samples().filter { $0.void == nil }
        let churn = samples.filter { $0.arm == .churn }
        #expect(churn.count == 4)
        #expect(churn.allSatisfy { $0.proof.accepted == $0.proof.expected && $0.sync != nil && $0.cpu.sync != nil })
        #expect(churn.reduce(0) { $0 + ($1.sync?.processes ?? 0) } > 0)
        #expect(samples.filter { $0.arm != .churn }.allSatisfy { $0.sync == nil && $0.cpu.sync == nil })
        #expect(Set(samples.filter { $0.arm != .off }.map(\.proof.rulesHash)).count == 1)
        let syncs = try #require(run.syncs)
        #expect(syncs.map(\.controller) == [controller])
        #expect(syncs[0].cpuSeconds > 0)
        let contrasts = try files.text("contrasts.csv").split(separator: "\n")
        #expect(contrasts.count == 2)
        #expect(contrasts[1].contains(",churn,all,"))
        #expect(contrasts[1].contains(",\(controller) on,"))
        #expect(command.output.contains("Sync work every 0.2 s adds "))
        #expect(command.output.contains("A sync of \(controller) at 60 pods, 6 per node: "))
    }

    @Test("The arm idle may stand beside it, and a run that was cut short goes on with its period")
    func idleAndResume() throws {
        let (files, command) = try run("kube-router-0.2.0", "--churn", "200ms", "--arms", "idle")
        try #require(command.status == 0, "\(command.errors)")
        let record = try files.run()
        #expect(record.plan.arms == [.idle, .on, .churn])
        // As a kill would leave it: half of the samples, and a run that has not ended.
        let lines = try files.text("samples.jsonl").split(separator: "\n")
        let half = lines.prefix(lines.count / 2).map { $0 + "\n" }.joined()
        try half.write(toFile: files.directory.path("out/samples.jsonl"), atomically: true, encoding: .utf8)
        var cut = record
        cut.outcome = .running
        try cut.json().write(toFile: files.directory.path("out/run.json"), atomically: true, encoding: .utf8)
        let other = try BuiltCommand(["run", "--resume", files.directory.path("out"), "--churn", "400ms"])
        #expect(other.status == 64)
        #expect(other.errors.contains("churnSeconds was"))
        let resumed = try BuiltCommand.undisturbed(["run", "--resume", files.directory.path("out")])
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(try files.run().plan == record.plan)
        #expect(try files.samples().filter { $0.void == nil }.count == 3 * 2 * 4)
    }
}
