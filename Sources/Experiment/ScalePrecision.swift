package import Results
import Statistics

/// Whether the samples of a scale are enough for the plan's precision.
///
/// With several comparisons or modes of connections each must have reached it. Only whole rounds count.
package struct ScalePrecision: Sendable {
    private let rounds: [(compared: Treatment, connections: ConnectionMode, contrasts: [QuadContrast])]
    private let target: PrecisionTarget
    private let scale: Scale
    private let plan: RunPlan

    /// Nil if the plan has no precision.
    package init?(_ samples: [SampleRecord], of plan: RunPlan, at scale: Scale) {
        guard let precision = plan.precisionPercent else { return nil }
        let ledger = QuadLedger(samples.filter { $0.scale == scale }, of: plan)
        target = PrecisionTarget(halfWidthPercent: precision)
        rounds = plan.modes.flatMap { mode in
            plan.comparisons.map { compared in
                let contrasts = ledger.rounds(Setting(scale, mode), compared, levels: plan.levels).values
                return (compared, mode, Array(contrasts))
            }
        }
        self.scale = scale
        self.plan = plan
    }

    /// Whether every comparison's interval is narrow enough, by enough rounds.
    package var isReached: Bool { rounds.allSatisfy { target.isReached(by: $0.contrasts) } }

    /// What `run.json` says of it.
    package var records: [RunRecord.Precision] {
        let fewest = rounds.map(\.contrasts.count).min() ?? 0
        let ended: RunRecord.Precision.Ending = isReached ? .precise : fewest >= plan.quads ? .budget : .unfinished
        return rounds.map {
            RunRecord.Precision(
                scale: scale,
                compared: $0.compared,
                rounds: $0.contrasts.count,
                halfWidthPercent: PrecisionTarget.halfWidthPercent(of: $0.contrasts),
                ended: ended,
                connections: $0.connections
            )
        }
    }

    /// The records of all scales; nil if the plan has no precision.
    package static func records(_ samples: [SampleRecord], of plan: RunPlan) -> [RunRecord.Precision]? {
        guard plan.precisionPercent != nil else { return nil }
        return plan.scales.flatMap { ScalePrecision(samples, of: plan, at: $0)?.records ?? [] }
    }
}
