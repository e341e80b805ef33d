import Results
import Statistics

extension CurveRow {
    /// The points of all curves of a run that have a sample.
    static func all(of plan: RunPlan, _ ledger: QuadLedger) -> [CurveRow] {
        plan.scales.flatMap { scale in
            plan.allArms.flatMap { arm in
                plan.levels.compactMap { level in
                    CurveRow(samples(ledger, plan, scale, arm, level), scale, arm, level, plan: plan)
                }
            }
        }
    }

    /// The samples of one arm; those of `off` are in the quads of every compared arm.
    private static func samples(
        _ ledger: QuadLedger,
        _ plan: RunPlan,
        _ scale: Scale,
        _ arm: Arm,
        _ level: Int
    ) -> [SampleRecord] {
        plan.arms
            .flatMap { ledger.entries[QuadLedger.Cell(scale: scale, arm: $0, concurrency: level)] ?? [] }
            .flatMap(\.samples)
            .filter { $0.arm == arm }
    }

    private init?(_ samples: [SampleRecord], _ scale: Scale, _ arm: Arm, _ level: Int, plan: RunPlan) {
        guard !samples.isEmpty else { return nil }
        let mean = GeometricMean(samples.map(\.queriesPerSecond))
        let cpu = samples.reduce(0) { $0 + $1.cpu.client + $1.cpu.server + $1.cpu.softirq }
        let completed = samples.reduce(0) { $0 + $1.completed }
        self.init(
            scale: scale,
            serviceProxy: plan.serviceProxy,
            controller: plan.controller(of: arm),
            policies: plan.policies.count,
            connections: plan.connections,
            arm: arm,
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
