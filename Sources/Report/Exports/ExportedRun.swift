package import Results

/// A run as other programs are told of it.
package struct ExportedRun: Sendable {
    /// What was measured: a commit or a version; empty if nobody said.
    package var revision: String
    package var run: RunRecord
    package var costs: [CostRow]
    package var curves: [CurveRow]
    /// Empty where only the tables are left, as in a history.
    package var samples: [SampleRecord]

    package init(
        revision: String,
        run: RunRecord,
        costs: [CostRow],
        curves: [CurveRow],
        samples: [SampleRecord] = []
    ) {
        self.revision = revision
        self.run = run
        self.costs = costs
        self.curves = curves
        self.samples = samples
    }

    var machine: String { run.machineAtStart["fingerprint"] ?? "unknown" }
}
