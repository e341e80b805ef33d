import Statistics

/// A cost and how well it is known.
package struct PrecisionEstimate: Equatable, Sendable {
    /// Percent of QPS lost.
    package let costPercent: Double
    /// Half of the 95 % interval's width, in points of cost.
    package let halfWidth: Double

    /// A cost with the ends of its 95 % interval.
    package init(costPercent: Double, low: Double, high: Double) {
        self.costPercent = costPercent
        halfWidth = (high - low) / 2
    }

    /// The cost of a difference of ln QPS, on less off.
    init(logRatio: Double, interval: Interval) {
        let ends = LogRatio.costPercent(interval)
        self.init(costPercent: LogRatio.costPercent(logRatio), low: ends.low, high: ends.high)
    }
}
