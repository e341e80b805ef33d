/// All that is said of the time that one treatment adds: the statistics of a row of `latency.csv`.
///
/// Differences are in the unit of the times, not of their logarithms: what rules add to a request does not grow with the rest of it.
package struct AddedTimeEstimate: Equatable, Sendable {
    /// What goes into one comparison.
    package struct Input: Sendable {
        /// Additive contrasts, with their rounds and the number of intervals that the band covers.
        package var contrasts: ContrastEstimate.Input
        /// The mean time under `off`, of which the margin of equivalence is a share.
        package var reference: Double

        package init(_ contrasts: ContrastEstimate.Input, reference: Double) {
            self.contrasts = contrasts
            self.reference = reference
        }
    }

    /// Mean of the differences, and its 95 % t interval.
    package var added: Double
    package var interval: Interval
    /// The interval as one of several, which all hold the truth with 95 % (Bonferroni).
    package var band: Interval
    package var hodgesLehmann: Double
    /// Exact, at least 95 %; unknown below six quads.
    package var hodgesLehmannInterval: Interval
    /// Two-sided p of the paired t test, adjusted within its family by Holm, and by sign flips.
    package var adjustedP: Double
    package var signFlipP: Double
    package var comparison: Comparison
    /// The smallest added time found with 80 % power at the level that Bonferroni leaves each test of the family.
    package var minimumDetectable: Double
    /// sd(r)/sqrt 2 of the A/A contrasts; NaN with fewer than two quads.
    package var noiseFloor: Double
    package var quads: Int

    /// The estimates of a family of comparisons, in the order given; both adjustments run over all of them.
    ///
    /// The margin of equivalence is that of QPS: 3 % of the reference, or twice the noise floor where that is more, but at most 10 %.
    package static func family(_ inputs: [Input], seed: UInt64 = 0) -> [AddedTimeEstimate] {
        let estimates = inputs.map { PairedEstimate($0.contrasts.contrasts.map(\.difference)) }
        let adjusted = Holm.adjusted(estimates.map(\.p))
        let flipped = SignFlipTest.adjusted(inputs.map(\.contrasts.differencesByRound), seed: seed)
        let detectable = PairedEstimate.minimumDetectable(estimates)
        return inputs.indices.map { index in
            AddedTimeEstimate(
                inputs[index],
                estimates[index],
                adjustedP: adjusted[index],
                signFlipP: flipped[index],
                minimumDetectable: detectable[index]
            )
        }
    }

    private init(
        _ input: Input,
        _ estimate: PairedEstimate,
        adjustedP: Double,
        signFlipP: Double,
        minimumDetectable: Double
    ) {
        let contrasts = input.contrasts.contrasts
        let robust = HodgesLehmann(contrasts.map(\.difference))
        let floor = PairedEstimate(contrasts.map(\.repeatDifference)).standardDeviation / 2.0.squareRoot()
        let interval90 = estimate.interval(level: 0.90)
        added = estimate.mean
        interval = estimate.interval()
        band = estimate.interval(comparisons: input.contrasts.simultaneous)
        hodgesLehmann = robust.estimate
        hodgesLehmannInterval = robust.interval()
        self.adjustedP = adjustedP
        self.signFlipP = signFlipP
        comparison = Comparison(
            difference: 0 - estimate.mean,
            interval90: Interval(low: 0 - interval90.high, high: 0 - interval90.low),
            adjustedP: adjustedP,
            bound: input.reference * Comparison.margin(noiseFloorPercent: 100 * floor / input.reference) / 100
        )
        self.minimumDetectable = minimumDetectable
        noiseFloor = floor
        quads = contrasts.count
    }
}
