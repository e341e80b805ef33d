/// Mean, spread and paired t test of differences, one per quad.
///
/// Source: Student 1908; every textbook. The normal assumption is checked beside it by `HodgesLehmann`.
package struct PairedEstimate: Equatable, Sendable {
    package let count: Int
    package let mean: Double
    /// Sample standard deviation (divisor n - 1); NaN with fewer than two differences.
    package let standardDeviation: Double

    /// The estimate from `differences`; the mean of none is NaN.
    ///
    /// Two passes, so that values with a large common part lose no digits.
    package init(_ differences: [Double]) {
        count = differences.count
        guard count > 0 else {
            mean = .nan
            standardDeviation = .nan
            return
        }
        let mean = differences.reduce(0, +) / Double(count)
        let rest = differences.reduce(0) { $0 + ($1 - mean) } / Double(count)
        self.mean = mean + rest
        let squares = differences.reduce(0) { $0 + ($1 - mean - rest) * ($1 - mean - rest) }
        standardDeviation = count > 1 ? (squares / Double(count - 1)).squareRoot() : .nan
    }

    /// Standard error of the mean.
    package var standardError: Double { standardDeviation / Double(count).squareRoot() }

    /// The t statistic against 0; infinite if all differences are equal and not 0, 0 if all are 0.
    package var t: Double {
        if standardError > 0 || standardError.isNaN { return mean / standardError }
        return mean == 0 ? 0 : (mean < 0 ? -.infinity : .infinity)
    }

    /// Two-sided p against 0; 1, no evidence at all, with fewer than two differences or a value that is not finite.
    package var p: Double {
        t.isNaN ? 1 : student.twoSidedP(t)
    }

    /// The t interval of the mean, `level` in 0..<1.
    ///
    /// With `comparisons` above 1 it is one of as many simultaneous intervals (Bonferroni).
    package func interval(level: Double = 0.95, comparisons: Int = 1) -> Interval {
        guard count > 1 else { return .unknown }
        let half = student.quantile(1 - (1 - level) / 2 / Double(max(1, comparisons))) * standardError
        return Interval(low: mean - half, high: mean + half)
    }

    /// The smallest difference that each estimate's quads of its spread find with 80 % power, at a two-sided level of `alpha`
    /// shared by all of them; in their order.
    package static func minimumDetectable(_ estimates: [PairedEstimate], alpha: Double = 0.05) -> [Double] {
        let level = alpha / Double(max(1, estimates.count))
        let effects = PairedTestPower.minimumEffects(counts: estimates.map(\.count), alpha: level)
        return estimates.map { (effects[$0.count] ?? .nan) * $0.standardDeviation }
    }

    private var student: StudentT { StudentT(degreesOfFreedom: Double(count - 1)) }
}
