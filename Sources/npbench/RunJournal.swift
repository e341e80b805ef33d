import Experiment
import Results
import Rules

/// What a run writes into its directory while it measures: nothing measured is lost, and a run that was killed can go on.
struct RunJournal {
    let directory: OutputDirectory
    /// What the run goes on from; nil for one that begins.
    let earlier: EarlierRun?
    /// Of the plan, by which treatments are named.
    let controllers: [String]

    /// Makes room for the results: of an earlier part only what it measured stays.
    func openLog() throws(CommandFailure) -> LineLog {
        guard let earlier else {
            try directory.removeResults()
            return try LineLog(directory[ResultDirectory.samples])
        }
        let log = try LineLog(directory[ResultDirectory.samples], keeping: earlier.wholeBytes)
        try directory.removeResults(besides: [ResultDirectory.run, ResultDirectory.samples, ResultDirectory.rules])
        return log
    }

    /// Writes a sample, whose line is in the kernel's hands then.
    func append(_ sample: SampleRecord, to log: LineLog) throws(TestbedError) {
        do {
            try log.append(try sample.jsonLine())
        } catch {
            throw TestbedError(.failed, "\(error)")
        }
    }

    /// Writes the record of the run, in the place of the one before.
    func write(_ run: RunRecord) throws {
        try directory.replace(ResultDirectory.run, with: try run.json())
    }

    /// Writes the rulesets of a scale in native text.
    ///
    /// - Throws: if an earlier part of the run had others.
    func keep(_ rulesets: [Treatment: Ruleset], of scale: Scale) throws(TestbedError) {
        for (treatment, ruleset) in rulesets {
            let name = treatment.name(among: controllers)
            try keep(ruleset.iptablesSave(), as: ResultDirectory.rules(scale, name, format: "iptables"))
            if !ruleset.nftables.isEmpty {
                try keep(ruleset.nftList, as: ResultDirectory.rules(scale, name, format: "nft"))
            }
            guard !ruleset.sets.isEmpty else { continue }
            try keep(ruleset.ipsetSave, as: ResultDirectory.rules(scale, name, format: "ipset"))
        }
    }

    private func keep(_ rules: String, as name: String) throws(TestbedError) {
        if let earlier, let known = directory.text(name), known != rules {
            throw TestbedError(
                .failed,
                "cannot resume \(earlier.path): the rules are no longer those in \(name), so the cluster or its policies have "
                    + "changed; restore them, or start a new run"
            )
        }
        do { try directory.replace(name, with: rules) } catch { throw TestbedError(.failed, "\(error)") }
    }
}
