import RealModule

/// What one quad says of a metric: the log ratio of its two arms, and the A/A contrast of its inner pair.
///
/// The four samples are equally spaced in time, so that any linear drift of the logarithm cancels in `difference`.
package struct QuadContrast: Equatable, Sendable {
    /// The order of the arms; A is `off`.
    package enum Pattern: String, Sendable, CaseIterable {
        case abba = "ABBA"
        case baab = "BAAB"
    }

    /// d: mean logarithm under B minus that under A; of an additive contrast mean value.
    package var difference: Double
    /// r = y3 - y2: the two inner samples are of the same arm, so that only noise and drift are in it.
    package var repeatDifference: Double

    package init(difference: Double, repeatDifference: Double) {
        self.difference = difference
        self.repeatDifference = repeatDifference
    }

    /// The contrast of four values in order of time, QPS or another metric; nil unless they are four, finite and above 0.
    package init?(_ pattern: Pattern, values: [Double]) {
        guard values.allSatisfy({ $0 > 0 }) else { return nil }
        self.init(pattern, additive: values.map { Double.log($0) })
    }

    /// The contrast of four values as they are, whose difference is what counts and not their ratio; nil unless they are four and finite.
    package init?(_ pattern: Pattern, additive y: [Double]) {
        guard y.count == 4, y.allSatisfy(\.isFinite) else { return nil }
        let inner = ((y[1] + y[2]) - (y[0] + y[3])) / 2
        difference = pattern == .abba ? inner : 0 - inner
        repeatDifference = y[2] - y[1]
    }

    /// What one comparison of a round found beyond another: the log ratio of their two arms, since both are against `off`.
    package static func - (left: QuadContrast, right: QuadContrast) -> QuadContrast {
        QuadContrast(
            difference: left.difference - right.difference,
            repeatDifference: left.repeatDifference - right.repeatDifference
        )
    }

    /// The mean of the contrasts of one round, one per level: what the primary test of a scale looks at; nil of none.
    package static func mean(of contrasts: [QuadContrast]) -> QuadContrast? {
        guard !contrasts.isEmpty else { return nil }
        let n = Double(contrasts.count)
        return QuadContrast(
            difference: contrasts.reduce(0) { $0 + $1.difference } / n,
            repeatDifference: contrasts.reduce(0) { $0 + $1.repeatDifference } / n
        )
    }
}
