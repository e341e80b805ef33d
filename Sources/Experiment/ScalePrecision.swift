package import Results
import Statistics

/// Whether the samples of a scale are enough for the plan's precision.
///
/// With several comparisons each must have reached it. Only whole rounds count.
package struct ScalePrecision: Sendable {
    private let rounds: [(compared: Treatment, contrasts: [QuadContrast])]
    private let target: PrecisionTarget
    private let scale: Scale
    private let plan: RunPlan

    /// Nil if the plan has no precision.
    package init?(_ samples: [SampleRecord], of plan: RunPlan, at scale: Scale) {
        guard let precision = plan.precisionPercent else { return nil }
        let ledger = QuadLedger(samples.filter { $0.scale == scale }, of: plan)
        target = PrecisionTarget(halfWidthPercent: precision)
        rounds = plan.comparisons.map { compared in
            (compared, Array(ledger.rounds(scale, compared, levels: plan.levels).values))
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
                ended: ended
            )
        }
    }

    /// The records of all scales; nil if the plan has no precision.
    package static func records(_ samples: [SampleRecord], of plan: RunPlan) -> [RunRecord.Precision]? {
        guard plan.precisionPercent != nil else { return nil }
        return plan.scales.flatMap { ScalePrecision(samples, of: plan, at: $0)?.records ?? [] }
    }
}
