/// What a comparison of QPS says, as percent of QPS lost: positive is slower.
package struct CostEstimate: Equatable, Sendable {
    /// Of the mean log ratio, and its 95 % t interval.
    package var percent: Double
    package var interval: Interval
    /// The interval as one of a curve's, which all hold the truth with 95 %.
    package var band: Interval
    package var hodgesLehmannPercent: Double
    /// Exact, at least 95 %; unknown below six quads.
    package var hodgesLehmannInterval: Interval
    /// The smallest cost found with 80 % power at the level that Bonferroni leaves each test of the family.
    package var minimumDetectablePercent: Double

    /// The same in percent.
    package init(_ estimate: ContrastEstimate) {
        percent = LogRatio.costPercent(estimate.difference)
        interval = LogRatio.costPercent(estimate.interval)
        band = LogRatio.costPercent(estimate.band)
        hodgesLehmannPercent = LogRatio.costPercent(estimate.hodgesLehmann)
        hodgesLehmannInterval = LogRatio.costPercent(estimate.hodgesLehmannInterval)
        minimumDetectablePercent = LogRatio.costPercent(-estimate.minimumDetectable)
    }
}
