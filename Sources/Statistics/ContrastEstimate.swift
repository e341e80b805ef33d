/// All that is said of one comparison of a family: the statistics of a row of `cost.csv`, `metrics.csv` or `contrasts.csv`.
///
/// Everything is of the log ratio d; `PercentEstimate` and `LogRatio` turn it into percentages.
package struct ContrastEstimate: Equatable, Sendable {
    /// The contrasts that go into one comparison.
    package struct Input: Sendable {
        package var contrasts: [QuadContrast]
        /// The round of each contrast, 0-based: comparisons of one round are flipped together (`SignFlipTest`).
        package var rounds: [Int]
        /// How many intervals the simultaneous band covers together: those of the comparison's curve.
        package var simultaneous: Int

        /// An input; without `rounds` the contrasts are those of rounds 0, 1, 2...
        package init(_ contrasts: [QuadContrast], rounds: [Int]? = nil, simultaneous: Int = 1) {
            self.contrasts = contrasts
            self.rounds = rounds ?? Array(contrasts.indices)
            self.simultaneous = simultaneous
        }
    }

    /// Mean of d, and its 95 % t interval.
    package var difference: Double
    package var interval: Interval
    /// The interval as one of a curve's, which all hold the truth with 95 % (Bonferroni).
    package var band: Interval
    package var hodgesLehmann: Double
    /// Exact, at least 95 %; unknown below six quads.
    package var hodgesLehmannInterval: Interval
    /// Two-sided p of the paired t test, alone and adjusted within its family by Holm.
    package var p: Double
    package var adjustedP: Double
    /// Adjusted within its family by sign flips, which assume no distribution (`SignFlipTest`).
    package var signFlipP: Double
    package var comparison: Comparison
    /// The equivalence margin the comparison was held to.
    package var marginPercent: Double
    /// How many quads would decide it; nil unless inconclusive, or if no number would do.
    package var quadsNeeded: Int?
    /// The smallest |d| found with 80 % power at the level that Bonferroni leaves each test of the family.
    package var minimumDetectable: Double
    package var noiseFloorPercent: Double
    package var quads: Int

    /// The estimates of a family of comparisons, in the order given; both adjustments run over all of them.
    ///
    /// A scale's primary test brings the means of its rounds. One margin serves the family: `marginPercent`, or by default
    /// 3 % but at least twice the median of its noise floors.
    ///
    /// - Parameter isBetterHigher: whether a positive d is `faster`.
    package static func family(
        _ inputs: [Input],
        isBetterHigher: Bool = true,
        marginPercent: Double? = nil,
        seed: UInt64 = 0
    ) -> [ContrastEstimate] {
        let estimates = inputs.map { PairedEstimate($0.contrasts.map(\.difference)) }
        let adjusted = Holm.adjusted(estimates.map(\.p))
        let flipped = SignFlipTest.adjusted(inputs.map(\.differencesByRound), seed: seed)
        let floors = inputs.map { NullContrast($0.contrasts).noiseFloorPercent }
        let margin = marginPercent ?? Comparison.margin(noiseFloorsPercent: floors)
        let detectable = PairedEstimate.minimumDetectable(estimates)
        return inputs.indices.map { index in
            var estimate = ContrastEstimate(
                inputs[index],
                estimates[index],
                adjustedP: adjusted[index],
                minimumDetectable: detectable[index],
                marginPercent: margin,
                comparisons: inputs.count,
                isBetterHigher: isBetterHigher
            )
            estimate.signFlipP = flipped[index]
            return estimate
        }
    }

    private init(
        _ input: Input,
        _ estimate: PairedEstimate,
        adjustedP: Double,
        minimumDetectable: Double,
        marginPercent: Double,
        comparisons: Int,
        isBetterHigher: Bool
    ) {
        let robust = HodgesLehmann(input.contrasts.map(\.difference))
        let interval90 = estimate.interval(level: 0.90)
        difference = estimate.mean
        interval = estimate.interval()
        band = estimate.interval(comparisons: input.simultaneous)
        hodgesLehmann = robust.estimate
        hodgesLehmannInterval = robust.interval()
        p = estimate.p
        self.adjustedP = adjustedP
        signFlipP = 1
        comparison = Comparison(
            difference: isBetterHigher ? estimate.mean : 0 - estimate.mean,
            interval90: isBetterHigher ? interval90 : Interval(low: 0 - interval90.high, high: 0 - interval90.low),
            adjustedP: adjustedP,
            marginPercent: marginPercent
        )
        self.marginPercent = marginPercent
        quadsNeeded =
            comparison == .inconclusive
            ? Comparison.quadsNeeded(estimate, marginPercent: marginPercent, comparisons: comparisons) : nil
        self.minimumDetectable = minimumDetectable
        noiseFloorPercent = NullContrast(input.contrasts).noiseFloorPercent
        quads = input.contrasts.count
    }
}

extension ContrastEstimate.Input {
    /// The differences at the places of their rounds; nil where a round has none.
    var differencesByRound: [Double?] {
        let last = rounds.max() ?? -1
        var differences = [Double?](repeating: nil, count: max(0, last + 1))
        for (round, contrast) in zip(rounds, contrasts) where round >= 0 {
            differences[round] = contrast.difference
        }
        return differences
    }
}
