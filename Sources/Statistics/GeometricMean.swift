import RealModule

/// The geometric mean of rates, with a t interval computed on their logarithms: a point of a curve.
package struct GeometricMean: Equatable, Sendable {
    /// NaN without values or with a negative one; 0 if one is 0.
    package let value: Double
    /// Unknown with fewer than two values or one that is not above 0.
    package let interval: Interval

    package init(_ values: [Double], level: Double = 0.95) {
        let estimate = PairedEstimate(values.map { Double.log($0) })
        value = values.contains(0) && values.allSatisfy { $0 >= 0 } ? 0 : Double.exp(estimate.mean)
        let ends = estimate.interval(level: level)
        interval = ends.isKnown ? Interval(low: Double.exp(ends.low), high: Double.exp(ends.high)) : .unknown
    }
}
