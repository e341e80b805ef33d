package import Results
import Statistics

/// What the samples of a run say: its curves, its costs, and how far to believe them.
///
/// Only whole quads without a void sample count, and those of open loops only for what is added to latency. All statistics are of `Statistics`; here is only which samples go into
/// which test. Two families are tested in each metric: each scale's mean over its levels, and all cells.
package struct Analysis: Sendable {
    /// In the order of the plan: scale, treatment (`off` first), level; points without a sample are left out.
    package let curves: [CurveRow]
    /// In the order of the plan: scale, treatment, the levels and then `all`; rows without a quad are left out.
    package let costs: [CostRow]
    /// The metrics besides QPS, in the same order one after the other.
    package let metrics: [MetricRow]
    /// The controllers against each other; empty for a run of one.
    package let contrasts: [ContrastRow]
    /// What treatments add to latency below saturation, setting by setting; empty for a run that did not measure it.
    package let latencies: [LatencyRow]
    package let warnings: [RunWarning]
    /// Why no cost can be told from the run; nil if it can.
    package let invalidity: String?
    /// Two-sided p of the A/A contrast of all quads: what the run finds where nothing was changed.
    package let nullP: Double
    /// Median and largest noise floor of the cells, in percent of QPS; NaN with fewer than two quads a cell.
    package let noiseFloorPercent: (median: Double, largest: Double)

    package init(plan: RunPlan, samples: [SampleRecord]) {
        let ledger = QuadLedger(samples.filter(\.isClosedLoop), of: plan)
        let open = QuadLedger(samples.filter { !$0.isClosedLoop }, of: plan)
        let tests = PairedTest.all(of: plan, ledger, .rate)
        let null = NullContrast(ledger.contrasts)
        let floors = Percentiles(
            tests.filter { $0.concurrency != nil }.map(\.estimate.noiseFloorPercent).filter(\.isFinite)
        )

        curves = CurveRow.all(of: plan, ledger)
        costs = tests.map { CostRow($0, plan: plan) }
        metrics = MetricRow.all(of: plan, ledger)
        contrasts = ContrastRow.all(of: plan, ledger)
        latencies = LatencyRow.all(of: plan, open)
        nullP = null.p
        noiseFloorPercent = (floors.median, floors[100])
        invalidity = null.outcome == .alarm ? Self.alarm(null) : nil
        warnings = RunWarning.all(of: plan, tests, ledger, null) + RunWarning.latency(of: plan, open)
    }

    /// The rows of `run`, whose samples these were; none of an invalid run.
    package func tables(of run: RunRecord) -> RunTables {
        if run.outcome == .invalid { return RunTables(run: run) }
        return RunTables(
            run: run,
            curves: curves,
            costs: costs,
            metrics: metrics,
            contrasts: contrasts,
            latencies: latencies
        )
    }

    private static func alarm(_ null: NullContrast) -> String {
        "The run is invalid: its two loads of the same arm differ in each quad (A/A contrast \(null.p.asProbability)), "
            + "so that no difference between arms can be believed; quieten the machine and run again."
    }
}
