import Results
import Statistics

extension CurveRow {
    /// The points of all curves of a run that have a sample.
    static func all(of plan: RunPlan, _ ledger: QuadLedger) -> [CurveRow] {
        plan.settings.flatMap { setting in
            plan.treatments.flatMap { treatment in
                plan.levels.compactMap { level in
                    CurveRow(samples(ledger, plan, setting, treatment, level), setting, treatment, level, plan: plan)
                }
            }
        }
    }

    /// The samples of one treatment; those of `off` are in the quads of every comparison.
    private static func samples(
        _ ledger: QuadLedger,
        _ plan: RunPlan,
        _ setting: Setting,
        _ treatment: Treatment,
        _ level: Int
    ) -> [SampleRecord] {
        plan.comparisons
            .flatMap { ledger.entries[QuadLedger.Cell(setting, compared: $0, concurrency: level)] ?? [] }
            .flatMap(\.samples)
            .filter { $0.treatment(in: plan) == treatment }
    }

    private init?(
        _ samples: [SampleRecord],
        _ setting: Setting,
        _ treatment: Treatment,
        _ level: Int,
        plan: RunPlan
    ) {
        guard !samples.isEmpty else { return nil }
        let mean = GeometricMean(samples.map(\.queriesPerSecond))
        let cpu = samples.reduce(0) { $0 + $1.cpu.total }
        let completed = samples.reduce(0) { $0 + $1.completed }
        self.init(
            scale: setting.scale,
            serviceProxy: plan.serviceProxy,
            controller: treatment.controller,
            policies: plan.policies.count,
            connections: setting.connections,
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
