package import Statistics
import RealModule

/// npbench's figure over another's, from pairs of the same round.
package struct PairedRatio: Equatable, Sendable {
    /// The mean, and its 95 % t interval, both of the logarithms.
    package let mean: Double
    package let interval: Interval
    /// The Hodges-Lehmann estimate of the logarithms beside it, which one odd round does not move.
    package let hodgesLehmann: Double
    package let pairs: Int

    package init(_ ratios: [Double]) {
        let estimate = GeometricMean(ratios)
        mean = estimate.value
        interval = estimate.interval
        hodgesLehmann = Double.exp(HodgesLehmann(ratios.map { Double.log($0) }).estimate)
        pairs = ratios.count
    }
}
