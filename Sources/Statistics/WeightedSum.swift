/// A sum of independent estimates, each times a number that is known: sum of w_i b_i, with an interval.
///
/// Variances add as w^2 s^2; the degrees of freedom are Satterthwaite's (1946, Biometrics Bulletin 2:110), of which Welch's t is
/// the case of two means with the weights 1 and -1.
package struct WeightedSum: Equatable, Sendable {
    package struct Term: Equatable, Sendable {
        package var weight: Double
        package var value: Double
        package var standardError: Double
        package var degreesOfFreedom: Double

        package init(weight: Double, value: Double, standardError: Double, degreesOfFreedom: Double) {
            self.weight = weight
            self.value = value
            self.standardError = standardError
            self.degreesOfFreedom = degreesOfFreedom
        }
    }

    /// 0 for no terms.
    package let value: Double
    package let standardError: Double
    /// NaN where every term is exact.
    package let degreesOfFreedom: Double

    /// The sum of `terms`; one of weight 0 is in nothing, whatever else is unknown of it.
    package init(_ terms: [Term]) {
        let present = terms.filter { $0.weight != 0 }
        let variances = present.map { $0.weight * $0.weight * $0.standardError * $0.standardError }
        let variance = variances.reduce(0, +)
        value = present.reduce(0) { $0 + $1.weight * $1.value }
        standardError = variance.squareRoot()
        degreesOfFreedom =
            variance * variance / zip(present, variances).reduce(0) { $0 + $1.1 * $1.1 / $1.0.degreesOfFreedom }
    }

    /// The t interval, `level` in 0..<1; a point where every term is exact, unknown where the spread of one is.
    package func interval(level: Double = 0.95) -> Interval {
        if standardError == 0 { return Interval(low: value, high: value) }
        guard standardError.isFinite, degreesOfFreedom > 0 else { return .unknown }
        let half = StudentT(degreesOfFreedom: degreesOfFreedom).quantile(1 - (1 - level) / 2) * standardError
        return Interval(low: value - half, high: value + half)
    }
}
