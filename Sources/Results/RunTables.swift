/// What a run has found: its record, and the rows of its tables in the order of its plan.
package struct RunTables: Sendable {
    package var run: RunRecord
    package var curves: [CurveRow]
    package var costs: [CostRow]
    /// The metrics besides QPS; empty for an entry of a history, and for a run from before there were any.
    package var metrics: [MetricRow]
    /// The controllers against each other, and what sync work adds; empty for a run that had neither.
    package var contrasts: [ContrastRow]
    /// What is added to latency below saturation; empty for a run that did not measure it.
    package var latencies: [LatencyRow]

    package init(
        run: RunRecord,
        curves: [CurveRow] = [],
        costs: [CostRow] = [],
        metrics: [MetricRow] = [],
        contrasts: [ContrastRow] = [],
        latencies: [LatencyRow] = []
    ) {
        self.run = run
        self.curves = curves
        self.costs = costs
        self.metrics = metrics
        self.contrasts = contrasts
        self.latencies = latencies
    }
}
