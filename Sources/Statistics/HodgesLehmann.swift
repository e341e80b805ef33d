/// The Hodges-Lehmann estimate of the centre of differences, with its exact interval.
///
/// The median of the n(n+1)/2 Walsh averages (d_i + d_j)/2, i <= j; the interval lies between the k-th smallest and the
/// k-th largest, k from the signed-rank law. Source: Hollander and Wolfe, Nonparametric Statistical Methods, 3.2, 3.3.
package struct HodgesLehmann: Sendable {
    /// NaN without differences.
    package let estimate: Double
    private let walshAverages: [Double]
    private let count: Int

    /// Cost: sorts n(n+1)/2 numbers.
    package init(_ differences: [Double]) {
        count = differences.count
        var averages: [Double] = []
        averages.reserveCapacity(count * (count + 1) / 2)
        for (index, first) in differences.enumerated() {
            for second in differences[index...] { averages.append((first + second) / 2) }
        }
        averages.sort()
        walshAverages = averages
        estimate = Percentiles(averages).median
    }

    /// The interval of at least `level`; unknown if so few differences can not reach it (below six for 95 %).
    package func interval(level: Double = 0.95) -> Interval {
        let law = SignedRankDistribution(count: count)
        guard let v = law.lowerQuantile((1 - level) / 2), v < walshAverages.count else { return .unknown }
        return Interval(low: walshAverages[v], high: walshAverages[walshAverages.count - 1 - v])
    }
}
