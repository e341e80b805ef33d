/// What a comparison says in percent: of QPS lost, or by which a value changes.
package struct PercentEstimate: Equatable, Sendable {
    /// Of the mean log ratio, and its 95 % t interval.
    package var percent: Double
    package var interval: Interval
    /// The interval as one of a curve's, which all hold the truth with 95 %.
    package var band: Interval
    package var hodgesLehmannPercent: Double
    /// Exact, at least 95 %; unknown below six quads.
    package var hodgesLehmannInterval: Interval
    /// The smallest cost or rise found with 80 % power at the level that Bonferroni leaves each test of the family.
    package var minimumDetectablePercent: Double

    /// A comparison of QPS as percent of it lost: positive is slower.
    package init(costOf estimate: ContrastEstimate) {
        self.init(estimate, LogRatio.costPercent, LogRatio.costPercent, smallest: -estimate.minimumDetectable)
    }

    /// A comparison of any metric as percent by which its value changes: positive is up, be that good or bad.
    package init(changeOf estimate: ContrastEstimate) {
        self.init(estimate, LogRatio.changePercent, LogRatio.changePercent, smallest: estimate.minimumDetectable)
    }

    private init(
        _ estimate: ContrastEstimate,
        _ percent: (Double) -> Double,
        _ interval: (Interval) -> Interval,
        smallest: Double
    ) {
        self.percent = percent(estimate.difference)
        self.interval = interval(estimate.interval)
        band = interval(estimate.band)
        hodgesLehmannPercent = percent(estimate.hodgesLehmann)
        hodgesLehmannInterval = interval(estimate.hodgesLehmannInterval)
        minimumDetectablePercent = percent(smallest)
    }
}
