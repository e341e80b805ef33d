import Linux
import Results

extension MachineFacts {
    /// What to know of a machine that did not stay as it was; nil of one that did.
    static func changeWarning(from start: [String: String], to end: [String: String]) -> RunWarning? {
        let changed = changes(from: start, to: end)
        guard !changed.isEmpty else { return nil }
        let facts = changed.prefix(5).map { "\($0) from \(start[$0] ?? "") to \(end[$0] ?? "")" }
        let rest = changed.count > 5 ? " and \(changed.count - 5) more" : ""
        return RunWarning(
            .machineChanged,
            finding: "The machine changed during the run: \(facts.joined(separator: ", "))\(rest).",
            advice: "Find what changes it, and run again if it bears on the network or on the CPUs' speed."
        )
    }
}
