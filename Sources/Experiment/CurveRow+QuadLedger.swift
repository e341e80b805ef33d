import Results
import Statistics

extension CurveRow {
    /// The points of all curves of a run that have a sample.
    static func all(of plan: RunPlan, _ ledger: QuadLedger) -> [CurveRow] {
        plan.scales.flatMap { scale in
            plan.treatments.flatMap { treatment in
                plan.levels.compactMap { level in
                    CurveRow(samples(ledger, plan, scale, treatment, level), scale, treatment, level, plan: plan)
                }
            }
        }
    }

    /// The samples of one treatment; those of `off` are in the quads of every comparison.
    private static func samples(
        _ ledger: QuadLedger,
        _ plan: RunPlan,
        _ scale: Scale,
        _ treatment: Treatment,
        _ level: Int
    ) -> [SampleRecord] {
        plan.comparisons
            .flatMap { ledger.entries[QuadLedger.Cell(scale: scale, compared: $0, concurrency: level)] ?? [] }
            .flatMap(\.samples)
            .filter { $0.treatment(in: plan) == treatment }
    }

    private init?(
        _ samples: [SampleRecord],
        _ scale: Scale,
        _ treatment: Treatment,
        _ level: Int,
        plan: RunPlan
    ) {
        guard !samples.isEmpty else { return nil }
        let mean = GeometricMean(samples.map(\.queriesPerSecond))
        let cpu = samples.reduce(0) { $0 + $1.cpu.total }
        let completed = samples.reduce(0) { $0 + $1.completed }
        self.init(
            scale: scale,
            serviceProxy: plan.serviceProxy,
            controller: treatment.controller,
            policies: plan.policies.count,
            connections: plan.connections,
            arm: treatment.arm,
            concurrency: level,
            qps: mean.value,
            qpsLow: mean.interval.low,
            qpsHigh: mean.interval.high,
            p50Microseconds: Percentiles(samples.map(\.total.p50)).median,
            p90Microseconds: Percentiles(samples.map(\.total.p90)).median,
            p99Microseconds: Percentiles(samples.map(\.total.p99)).median,
            cpuMicrosecondsPerRequest: cpu / Double(completed),
            samples: samples.count
        )
    }
}
