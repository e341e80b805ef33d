import RealModule

/// How large an effect must be for a two-sided paired t test to find it.
///
/// Effects are in units of the standard deviation of the differences. The power is that of the noncentral t
/// distribution, written as a mean over the estimated deviation s (s^2 v is chi-squared with v degrees of freedom):
/// E[Phi(delta - t s) + Phi(-delta - t s)] with delta = effect sqrt(n) (Johnson, Kotz and Balakrishnan, Continuous
/// Univariate Distributions 2, chapter 31).
package struct PairedTestPower: Equatable, Sendable {
    /// Number of differences, at least 2.
    package let count: Int
    /// Two-sided level of the test.
    package let alpha: Double

    package init(count: Int, alpha: Double = 0.05) {
        self.count = count
        self.alpha = alpha
    }

    /// The probability that the test rejects, by Simpson's rule to about 1e-7.
    ///
    /// NaN with fewer than two differences, or an alpha that is no probability.
    package func power(effect: Double) -> Double {
        guard isDefined else { return .nan }
        return power(shift: abs(effect) * Double(count).squareRoot(), critical: criticalValue)
    }

    /// The smallest effect found with probability `power`: the k(n) of the minimum detectable effect k(n) sd(d).
    ///
    /// NaN with fewer than two differences, or a power that is not between alpha and 1. Cost: about fifty integrals.
    package func minimumEffect(power wanted: Double = 0.8) -> Double {
        guard isDefined, wanted > alpha, wanted < 1 else { return .nan }
        let critical = criticalValue
        var low = 0.0
        var high = critical
        while power(shift: high, critical: critical) < wanted, high.isFinite {
            low = high
            high *= 2
        }
        while high - low > 1e-7 * high {
            let middle = (low + high) / 2
            if power(shift: middle, critical: critical) < wanted { low = middle } else { high = middle }
        }
        return high / Double(count).squareRoot()
    }

    /// `minimumEffect()` for each of `counts`, by count: a family of tests has few counts, and one is all the work of its estimates.
    package static func minimumEffects(counts: some Sequence<Int>, alpha: Double) -> [Int: Double] {
        Dictionary(
            uniqueKeysWithValues: Set(counts).map { ($0, PairedTestPower(count: $0, alpha: alpha).minimumEffect()) }
        )
    }

    private var isDefined: Bool { count >= 2 && alpha > 0 && alpha < 1 }

    private var criticalValue: Double {
        StudentT(degreesOfFreedom: Double(count - 1)).quantile(1 - alpha / 2)
    }

    private func power(shift: Double, critical: Double) -> Double {
        let v = Double(count - 1)
        // s has mean about 1 and deviation about 1/sqrt(2v); nine deviations leave out less than 1e-15.
        let deviation = 1 / (2 * v).squareRoot()
        let from = max(0, 1 - 9 * deviation)
        let to = 1 + 9 * deviation
        // Fine enough for the density and for the step of Phi, whose width is 1/t.
        let width = min(deviation, 1 / critical) / 16
        let steps = 2 * Int(min(10_000, ((to - from) / width / 2).rounded(.up)))
        let h = (to - from) / Double(steps)
        var sum = 0.0
        for index in 0...steps {
            let s = from + Double(index) * h
            let weight: Double = index == 0 || index == steps ? 1 : (index.isMultiple(of: 2) ? 2 : 4)
            let rejects = Normal.cdf(shift - critical * s) + Normal.cdf(-shift - critical * s)
            sum += weight * rejects * Self.deviationDensity(s, degreesOfFreedom: v)
        }
        return sum * h / 3
    }

    /// Density of s when s^2 v is chi-squared with v degrees of freedom.
    private static func deviationDensity(_ s: Double, degreesOfFreedom v: Double) -> Double {
        let positive = max(s, .leastNormalMagnitude)
        let logarithm =
            Double.log(2) + v / 2 * Double.log(v / 2) - Double.logGamma(v / 2)
            + (v - 1) * Double.log(positive) - v * s * s / 2
        return Double.exp(logarithm)
    }
}
