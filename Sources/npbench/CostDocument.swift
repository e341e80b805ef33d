import Results

/// What `run --json` and `history show --json` print.
struct CostDocument: Encodable {
    var outcome: RunRecord.Outcome
    var warnings: [RunWarning]
    var costs: [CostRow]
    /// The metrics besides QPS; empty for an entry of a history.
    var metrics: [MetricRow]
    /// Empty for a run of one controller, and for an entry of a history, which does not keep them.
    var contrasts: [ContrastRow]
    /// What is added below saturation; empty for a run that did not measure it, and for an entry of a history.
    var latencies: [LatencyRow]

    init(_ tables: RunTables) {
        outcome = tables.run.outcome
        warnings = tables.run.warnings
        costs = tables.costs
        metrics = tables.metrics
        contrasts = tables.contrasts
        latencies = tables.latencies
    }

    func text() throws -> String { try CommandJSON.text(self) }
}
