import ArgumentParser
import Experiment
import Foundation
import Linux
import Results

/// A run that was killed or interrupted, as its directory tells: what `run --resume` goes on from.
struct EarlierRun {
    let path: String
    let record: RunRecord
    let samples: [SampleRecord]
    /// How many bytes of `samples.jsonl` are whole lines.
    let wholeBytes: Int

    /// Reads the directory, and refuses one that can not be resumed.
    ///
    /// The bytes after the last line feed are a line that was never written whole: they are left out.
    init(_ path: String) throws(CommandFailure) {
        self.path = path
        let directory = OutputDirectory(existing: path)
        let name = directory[ResultDirectory.run]
        let log = directory[ResultDirectory.samples]
        do throws(ResultsError) {
            record = try RunRecord(json: String(decoding: try Self.bytes(name), as: UTF8.self), name: name)
            let bytes = try Self.bytes(log)
            wholeBytes = (bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
            samples = try SampleLog(Array(bytes.prefix(wholeBytes)), name: log).samples
        } catch {
            throw CommandFailure(.failed, error.description)
        }
        guard record.schema == RunRecord.currentSchema else {
            throw Self.refusal(
                path,
                "its schema is \(record.schema), this npbench writes \(RunRecord.currentSchema); use the npbench that began it"
            )
        }
        switch record.outcome {
        case .running, .interrupted, .failed: break
        case .completed: throw Self.refusal(path, "the run is complete; start a new one for more")
        case .invalid: throw Self.refusal(path, "the run is invalid, and more of it would be, too; start a new one")
        }
    }

    /// The command that the run was begun with, and `more` of its options.
    ///
    /// - Throws: if `more` says otherwise what was decided when the run began.
    func command(adding more: [String]) throws -> RunCommand {
        let begun = Array(record.arguments.dropFirst(record.arguments.first == "run" ? 1 : 0))
        let original = try RunCommand.parse(begun)
        var command = try RunCommand.parse(begun + more)
        for (option, isSame) in [
            ("--preset", command.preset == original.preset), ("--budget", command.budget == original.budget),
            ("--levels", command.levels == nil || command.levels?.values.sorted() == record.plan.levels),
            ("--quads", command.quads == nil || command.quads == record.plan.quads),
            ("--slice", command.slice == nil || command.slice?.seconds == record.plan.sliceSeconds),
            (
                "--interleaving",
                command.interleaving == nil || command.interleaving == record.plan.interleaving ?? .coarse
            ),
            ("--fault", command.fault == original.fault), ("--hold", !command.hold),
        ] where !isSame {
            throw Self.refusal(path, "\(option) says other than what its plan was made of; leave \(option) out")
        }
        command.output = path
        return command
    }

    /// Throws if `plan`, made of the options and files of today, is not the plan that the run began with.
    ///
    /// Levels, quads, slices and their interleaving are not asked about: they were decided when it began.
    func check(_ plan: RunPlan) throws(CommandFailure) {
        var today = plan
        today.levels = record.plan.levels
        today.quads = record.plan.quads
        today.sliceSeconds = record.plan.sliceSeconds
        today.interleaving = record.plan.interleaving
        guard today != record.plan else { return }
        let differences = zip(Mirror(reflecting: record.plan).children, Mirror(reflecting: today).children)
            .filter { "\($0.value)" != "\($1.value)" }
            .map { "\($0.label ?? "something") was \($0.value) and is now \($1.value)" }
        throw Self.refusal(
            path,
            "its plan is another than the options and files give: \(differences.joined(separator: "; ")); "
                + "leave options out that differ, or start a new run"
        )
    }

    /// What is to be known of the machine that goes on.
    ///
    /// - Parameter today: its facts.
    /// - Throws: if it is another machine and `anyMachine` does not allow that.
    func resumption(
        on today: [String: String],
        started: String,
        anyMachine: Bool
    ) throws(CommandFailure) -> RunRecord.Resumption {
        let before = record.machineAtStart
        if before["fingerprint"] != today["fingerprint"], !anyMachine {
            throw Self.refusal(
                path,
                "this is another kind of machine (fingerprint \(today["fingerprint"] ?? "unknown"), not "
                    + "\(before["fingerprint"] ?? "unknown")); go on where it began, or give --any-machine"
            )
        }
        var changes = MachineFacts.changes(from: before, to: today)
        if before[MachineFacts.bootID] != today[MachineFacts.bootID] { changes.append(MachineFacts.bootID) }
        if record.npbenchVersion != Npbench.configuration.version { changes.append("npbench.version") }
        return RunRecord.Resumption(started: started, samples: samples.count, changes: changes)
    }

    private static func refusal(_ path: String, _ cause: String) -> CommandFailure {
        CommandFailure(.usage, "cannot resume \(path): \(cause)")
    }

    private static func bytes(_ path: String) throws(ResultsError) -> Data {
        do {
            return try Data(contentsOf: URL(filePath: path))
        } catch {
            throw ResultsError(
                "cannot resume from \(path): \(error.systemCause); give --resume the directory of a run that has begun to measure"
            )
        }
    }
}
