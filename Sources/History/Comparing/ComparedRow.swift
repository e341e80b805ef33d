package import Results
package import Statistics

/// One test of two runs.
package struct ComparedRow: Equatable, Sendable {
    package var base: CostRow
    package var new: CostRow
    /// How much more QPS the arm costs than it did, percent of the QPS that it left; with its 95 % interval.
    package var changePercent: Double
    package var interval: Interval
    package var adjustedP: Double
    /// `slower` if the arm costs more than it did.
    package var comparison: Comparison

    init(base: CostRow, new: CostRow, difference: WelchDifference, adjustedP: Double, marginPercent: Double) {
        self.base = base
        self.new = new
        self.adjustedP = adjustedP
        changePercent = LogRatio.costPercent(difference.estimate)
        interval = LogRatio.costPercent(difference.interval())
        comparison = Comparison(
            difference: difference.estimate,
            interval90: difference.interval(level: 0.90),
            adjustedP: adjustedP,
            marginPercent: marginPercent
        )
    }

    /// Whether it is the test over all levels of a scale.
    package var isPrimary: Bool { base.concurrency == nil }

    /// Whether the arm got slower by at least `marginPercent`: two runs differ by more than their intervals say, as each
    /// interval knows its own hour only.
    package func isRegression(_ marginPercent: Double) -> Bool {
        comparison == .slower && changePercent >= marginPercent
    }
}
