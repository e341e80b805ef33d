import Results
import Statistics

extension ContrastRow {
    /// Each controller against those before it in the plan, scale by scale, mode by mode and arm by arm, and its sync work against its
    /// rules alone; one family of tests.
    ///
    /// Both treatments of a pair have quads of their own against `off` in each round: their difference is the log ratio of the
    /// two, and what `off` did in that round is not in it as far as it was the same for both.
    static func all(of plan: RunPlan, _ ledger: QuadLedger) -> [ContrastRow] {
        let pairs = plan.settings.flatMap { setting in
            plan.comparisons.enumerated().flatMap { index, compared in
                let others = plan.comparisons[..<index].filter { $0.arm == compared.arm }
                let rules = plan.comparisons.filter {
                    compared.arm == .churn && $0 == Treatment(.on, of: compared.controller)
                }
                return (others + rules).map { other in
                    Pair(ledger, setting, compared, against: other, levels: plan.levels)
                }
            }
        }
        .filter { !$0.contrasts.isEmpty }
        let inputs = pairs.map {
            ContrastEstimate.Input($0.contrasts, rounds: $0.rounds, simultaneous: pairs.count)
        }
        return zip(pairs, ContrastEstimate.family(inputs, seed: plan.seed)).map { pair, estimate in
            let test = PairedTest(
                metric: .rate,
                setting: pair.setting,
                compared: pair.compared,
                voided: pair.voided,
                valueOff: .nan,
                valueCompared: .nan,
                differences: pair.contrasts.map(\.difference),
                estimate: estimate
            )
            let isSyncWork = pair.against.arm != pair.compared.arm
            let controller = pair.against.controller
            return ContrastRow(
                cost: CostRow(test, plan: plan),
                against: isSyncWork ? ContrastRow.onlyRules(of: controller) : controller
            )
        }
    }

    private struct Pair {
        var setting: Setting
        var compared: Treatment
        var against: Treatment
        /// One of each round that both have whole.
        var contrasts: [QuadContrast]
        var rounds: [Int]
        /// Quads of either that were begun and voided.
        var voided: Int

        init(_ ledger: QuadLedger, _ setting: Setting, _ compared: Treatment, against: Treatment, levels: [Int]) {
            let own = ledger.rounds(setting, compared, levels: levels)
            let other = ledger.rounds(setting, against, levels: levels)
            self.setting = setting
            self.compared = compared
            self.against = against
            rounds = own.keys.filter { other[$0] != nil }.sorted()
            contrasts = rounds.compactMap { round in
                guard let left = own[round], let right = other[round] else { return nil }
                return left - right
            }
            voided = ledger.voided.filter {
                $0.key.setting == setting && [compared, against].contains($0.key.compared)
            }
            .reduce(0) { $0 + $1.value }
        }
    }
}
