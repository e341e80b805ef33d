/// The difference of two means whose spreads may differ: Welch's t.
///
/// Source: Welch 1947, Biometrika 34:28, with Satterthwaite's degrees of freedom.
package struct WelchDifference: Equatable, Sendable {
    /// What is known of one side.
    package struct Sample: Equatable, Sendable {
        package var mean: Double
        /// NaN if unknown.
        package var standardError: Double
        package var count: Int

        package init(mean: Double, standardError: Double, count: Int) {
            self.mean = mean
            self.standardError = standardError
            self.count = count
        }

        package init(_ values: [Double]) {
            let estimate = PairedEstimate(values)
            self.init(mean: estimate.mean, standardError: estimate.standardError, count: estimate.count)
        }
    }

    /// The second mean less the first.
    package let estimate: Double
    package let standardError: Double
    package let degreesOfFreedom: Double

    package init(_ first: Sample, _ second: Sample) {
        estimate = second.mean - first.mean
        let (a, b) = (first.standardError * first.standardError, second.standardError * second.standardError)
        standardError = (a + b).squareRoot()
        degreesOfFreedom = (a + b) * (a + b) / (a * a / Double(first.count - 1) + b * b / Double(second.count - 1))
    }

    /// Two-sided p against no difference; 1, no evidence at all, where a spread is unknown or both are 0.
    package var p: Double {
        degreesOfFreedom > 0 ? StudentT(degreesOfFreedom: degreesOfFreedom).twoSidedP(estimate / standardError) : 1
    }

    /// Unknown where p has nothing to go by.
    package func interval(level: Double = 0.95) -> Interval {
        guard degreesOfFreedom > 0 else { return .unknown }
        let half = StudentT(degreesOfFreedom: degreesOfFreedom).quantile(1 - (1 - level) / 2) * standardError
        return Interval(low: estimate - half, high: estimate + half)
    }
}
