/// All that is said of the cost of one cell or scale: the statistics of a row of `cost.csv`.
package struct CostEstimate: Equatable, Sendable {
    /// Of the mean log ratio, and its 95 % t interval; percent of QPS lost.
    package var percent: Double
    package var interval: Interval
    package var hodgesLehmannPercent: Double
    /// Exact, at least 95 %; unknown below six quads.
    package var hodgesLehmannInterval: Interval
    /// Two-sided p of the paired t test, alone and adjusted within its family.
    package var p: Double
    package var adjustedP: Double
    package var comparison: Comparison
    /// The equivalence margin the comparison was held to.
    package var marginPercent: Double
    /// How many quads would decide it; nil unless inconclusive, or if no number would do.
    package var quadsNeeded: Int?
    /// The smallest cost found with 80 % power at the level that Bonferroni leaves each test of the family.
    package var minimumDetectablePercent: Double
    package var noiseFloorPercent: Double
    package var quads: Int

    /// The estimates of a family of tests, in the order given; Holm's adjustment runs over all of them.
    ///
    /// Each test brings the contrasts of its quads; a scale's primary test brings the means of its rounds. One margin
    /// serves the family: `marginPercent`, or by default 3 % but at least twice the median of its noise floors.
    package static func family(_ tests: [[QuadContrast]], marginPercent: Double? = nil) -> [CostEstimate] {
        let estimates = tests.map { PairedEstimate($0.map(\.difference)) }
        let adjusted = Holm.adjusted(estimates.map(\.p))
        let floors = tests.map { NullContrast($0).noiseFloorPercent }
        let floor = Percentiles(floors.filter { !$0.isNaN }).median
        let margin = marginPercent ?? Comparison.margin(noiseFloorPercent: floor)
        return tests.indices.map { index in
            CostEstimate(
                tests[index],
                estimates[index],
                adjustedP: adjusted[index],
                marginPercent: margin,
                comparisons: tests.count
            )
        }
    }

    private init(
        _ contrasts: [QuadContrast],
        _ estimate: PairedEstimate,
        adjustedP: Double,
        marginPercent: Double,
        comparisons: Int
    ) {
        let robust = HodgesLehmann(contrasts.map(\.difference))
        percent = LogRatio.costPercent(estimate.mean)
        interval = LogRatio.costPercent(estimate.interval())
        hodgesLehmannPercent = LogRatio.costPercent(robust.estimate)
        hodgesLehmannInterval = LogRatio.costPercent(robust.interval())
        p = estimate.p
        self.adjustedP = adjustedP
        comparison = Comparison(estimate, adjustedP: adjustedP, marginPercent: marginPercent)
        self.marginPercent = marginPercent
        quadsNeeded =
            comparison == .inconclusive
            ? Comparison.quadsNeeded(estimate, marginPercent: marginPercent, comparisons: comparisons) : nil
        minimumDetectablePercent = LogRatio.costPercent(-estimate.minimumDetectable(comparisons: comparisons))
        noiseFloorPercent = NullContrast(contrasts).noiseFloorPercent
        quads = contrasts.count
    }
}
