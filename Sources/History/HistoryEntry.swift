package import Results

/// One run in a history: what `run.json`, `cost.csv` and `curves.csv` said, and what was measured.
package struct HistoryEntry: Equatable, Sendable {
    /// Counts up in the order of adding and is never given twice; 0 before it is added.
    package var id: Int64
    /// What was measured, in the words of whoever added it: a commit, a version; may be empty.
    package var revision: String
    package var run: RunRecord
    package var costs: [CostRow]
    package var curves: [CurveRow]

    package init(id: Int64 = 0, revision: String, run: RunRecord, costs: [CostRow], curves: [CurveRow]) {
        self.id = id
        self.revision = revision
        self.run = run
        self.costs = costs
        self.curves = curves
    }

    /// The machine's fingerprint; nil if the run does not say on what machine it ran.
    package var machine: String? {
        run.machineAtStart["fingerprint"].flatMap { $0.isEmpty ? nil : $0 }
    }
}
