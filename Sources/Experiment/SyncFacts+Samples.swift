package import Results

extension SyncFacts {
    /// Those of a run's scales and controllers, from the samples without a void; nil for a run without the arm `churn`.
    package static func all(of plan: RunPlan, _ samples: [SampleRecord]) -> [SyncFacts]? {
        guard plan.arms.contains(.churn) else { return nil }
        return plan.scales.flatMap { scale in
            plan.comparisons.filter { $0.arm == .churn }.compactMap { compared in
                let own = samples.filter {
                    $0.void == nil && $0.scale == scale && $0.sync != nil && $0.treatment(in: plan) == compared
                }
                guard !own.isEmpty else { return nil }
                return SyncFacts(
                    scale: scale,
                    controller: compared.controller,
                    loadSeconds: own.reduce(0) { $0 + $1.seconds },
                    syncs: own.reduce(0) { $0 + ($1.sync?.syncs ?? 0) },
                    processes: own.reduce(0) { $0 + ($1.sync?.processes ?? 0) },
                    cpuSeconds: own.reduce(0) { $0 + ($1.cpu.sync ?? 0) } / 1e6,
                    busySeconds: own.reduce(0) { $0 + ($1.sync?.busySeconds ?? 0) }
                )
            }
        }
    }
}
