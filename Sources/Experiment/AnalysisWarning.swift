import Results
import Statistics

/// What the reader must know before believing a run's numbers, with what to do about it.
enum AnalysisWarning: CustomStringConvertible {
    /// The A/A contrast is suspect, but no alarm.
    case suspect(p: Double)
    /// Below six quads there is no 95 % Hodges-Lehmann interval.
    case fewQuads(fewest: Int)
    case voids(voided: Int, begun: Int, causes: [String])
    /// Mean and Hodges-Lehmann estimate are apart by more than half the half-width of the interval: outliers.
    case skewed(cells: [String])
    case inconclusive(test: String, quadsNeeded: Int?)

    static func all(
        of plan: RunPlan,
        _ tests: [CostTest],
        _ ledger: QuadLedger,
        _ null: NullContrast
    ) -> [AnalysisWarning] {
        let skewed = tests.filter(isSkewed).map { name($0, plan) }
        let fewest = tests.map(\.estimate.quads).min() ?? Budget.fewestQuads
        let voided = ledger.voided.values.reduce(0, +)
        let primaries = tests.filter { $0.concurrency == nil && $0.estimate.comparison == .inconclusive }

        var warnings: [AnalysisWarning] = []
        if null.outcome == .suspect { warnings.append(.suspect(p: null.p)) }
        if fewest < Budget.fewestQuads { warnings.append(.fewQuads(fewest: fewest)) }
        if voided > 0 {
            let begun = voided + ledger.contrasts.count
            warnings.append(.voids(voided: voided, begun: begun, causes: ledger.causes))
        }
        if !skewed.isEmpty { warnings.append(.skewed(cells: skewed)) }
        return warnings
            + primaries.map { .inconclusive(test: name($0, plan), quadsNeeded: $0.estimate.quadsNeeded) }
    }

    var description: String {
        switch self {
        case .suspect(let p):
            "The two loads of the same arm differ within the quads (A/A contrast \(p.asProbability)): "
                + "believe small costs only if a second run repeats them."
        case .fewQuads(let fewest):
            "Some tests have only \(fewest) quads: intervals are wide, and Hodges-Lehmann's needs "
                + "\(Budget.fewestQuads); give more with --quads or --budget."
        case .voids(let voided, let begun, let causes):
            "\(voided) of \(begun) quads were void and do not count: \(causes.prefix(3).joined(separator: "; "))."
        case .skewed(let cells):
            "Mean and Hodges-Lehmann estimate are apart at \(cells.joined(separator: ", ")): "
                + "outliers are likely, trust the Hodges-Lehmann columns there."
        case .inconclusive(let test, let quadsNeeded?):
            "The cost at \(test) is inconclusive; about \(quadsNeeded) quads would decide it (--quads \(quadsNeeded))."
        case .inconclusive(let test, nil):
            "The cost at \(test) is inconclusive; a quieter machine or many more quads are needed to decide it."
        }
    }

    private static func isSkewed(_ test: CostTest) -> Bool {
        let estimate = test.estimate
        guard estimate.interval.isKnown else { return false }
        let halfWidth = (estimate.interval.high - estimate.interval.low) / 2
        return abs(estimate.percent - estimate.hodgesLehmannPercent) > halfWidth / 2
    }

    private static func name(_ test: CostTest, _ plan: RunPlan) -> String {
        let compared = plan.comparisons.count > 1 ? " \(test.compared.name(among: plan.controllers))" : ""
        return test.scale.label + compared + (test.concurrency.map { " x \($0)" } ?? " (all levels)")
    }
}
