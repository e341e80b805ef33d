/// Where the next value of a stable series is expected: mean +- t s sqrt(1 + 1/n).
///
/// Source: Hahn and Meeker, Statistical Intervals, 4.7.
package struct PredictionInterval: Equatable, Sendable {
    /// NaN with fewer than two values.
    package let interval: Interval
    private let estimate: PairedEstimate

    /// The interval that holds the next value with probability `level`, if all values are of one normal distribution.
    package init(after values: [Double], level: Double) {
        estimate = PairedEstimate(values)
        guard values.count > 1 else {
            interval = .unknown
            return
        }
        let student = StudentT(degreesOfFreedom: Double(values.count - 1))
        let half = student.quantile(1 - (1 - level) / 2) * Self.error(estimate)
        interval = Interval(low: estimate.mean - half, high: estimate.mean + half)
    }

    /// Two-sided p of `value` as the next one: below 1 - level exactly if it lies outside the interval.
    package func p(of value: Double) -> Double {
        guard estimate.count > 1 else { return 1 }
        if value == estimate.mean { return 1 }
        let t = (value - estimate.mean) / Self.error(estimate)
        return StudentT(degreesOfFreedom: Double(estimate.count - 1)).twoSidedP(t)
    }

    private static func error(_ estimate: PairedEstimate) -> Double {
        estimate.standardDeviation * (1 + 1 / Double(estimate.count)).squareRoot()
    }
}
