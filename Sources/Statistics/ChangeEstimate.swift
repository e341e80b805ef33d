/// What a comparison of any metric says, as percent by which its value changes: positive is up, be that good or bad.
package struct ChangeEstimate: Equatable, Sendable {
    /// Of the mean log ratio, and its 95 % t interval.
    package var percent: Double
    package var interval: Interval
    /// The interval as one of a curve's, which all hold the truth with 95 %.
    package var band: Interval
    package var hodgesLehmannPercent: Double
    /// Exact, at least 95 %; unknown below six quads.
    package var hodgesLehmannInterval: Interval
    /// The smallest rise found with 80 % power at the level that Bonferroni leaves each test of the family.
    package var minimumDetectablePercent: Double

    /// The same in percent.
    package init(_ estimate: ContrastEstimate) {
        percent = LogRatio.changePercent(estimate.difference)
        interval = LogRatio.changePercent(estimate.interval)
        band = LogRatio.changePercent(estimate.band)
        hodgesLehmannPercent = LogRatio.changePercent(estimate.hodgesLehmann)
        hodgesLehmannInterval = LogRatio.changePercent(estimate.hodgesLehmannInterval)
        minimumDetectablePercent = LogRatio.changePercent(estimate.minimumDetectable)
    }
}
