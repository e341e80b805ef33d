import RealModule

/// The law of Wilcoxon's signed-rank statistic V for differences without ties, when their median is 0.
///
/// V is the sum of a random subset of 1...n: its exact counts come from the product of (1 + x^i). Source: Hollander and
/// Wolfe, Nonparametric Statistical Methods, section 3.1.
package struct SignedRankDistribution: Sendable {
    /// Number of differences, at least 1.
    package let count: Int
    /// P(V <= v) for v = 0, 1, ..., as far as it stays below one half; empty beyond the exact range.
    private let lowerTails: [Double]

    /// Above this many differences the normal approximation serves: its error is then below 0.0005.
    package static let largestExact = 60

    /// Cost: n^3 / 4 additions, at most 54,000.
    package init(count: Int) {
        self.count = count
        guard (1...Self.largestExact).contains(count) else {
            lowerTails = []
            return
        }
        var ways = [Double](repeating: 0, count: count * (count + 1) / 4 + 1)
        ways[0] = 1
        for rank in 1...count {
            for sum in stride(from: ways.count - 1, through: rank, by: -1) { ways[sum] += ways[sum - rank] }
        }
        let all = Double.pow(2, count)
        var total = 0.0
        lowerTails = ways.map { way in
            total += way
            return total / all
        }
    }

    /// The largest v with P(V <= v) at most `tail`, nil if even P(V = 0) is more; `tail` is below one half.
    package func lowerQuantile(_ tail: Double) -> Int? {
        guard count > 0 else { return nil }
        if count <= Self.largestExact {
            return lowerTails.lastIndex { $0 <= tail }
        }
        let n = Double(count)
        let mean = n * (n + 1) / 4
        let deviation = (n * (n + 1) * (2 * n + 1) / 24).squareRoot()
        // The normal quantile is that of t with as many degrees of freedom as make no difference.
        let z = StudentT(degreesOfFreedom: 1e6).quantile(tail)
        return max(0, Int((mean + z * deviation - 0.5).rounded(.down)))
    }
}
