import RealModule

/// Student's t distribution.
package struct StudentT: Equatable, Sendable {
    /// Above 0; need not be whole.
    package let degreesOfFreedom: Double

    package init(degreesOfFreedom: Double) {
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The probability of a value above `t`, to twelve digits also far out.
    ///
    /// NaN for NaN. Source: P(|T| > t) = I_x(v/2, 1/2) with x = v/(v + t^2), DLMF 8.17.
    package func upperTail(_ t: Double) -> Double {
        if t.isNaN { return .nan }
        let half = twoSidedP(t) / 2
        return t < 0 ? 1 - half : half
    }

    /// The probability of a value further from 0 than `t`: the p value of a two-sided test.
    package func twoSidedP(_ t: Double) -> Double {
        if t.isNaN { return .nan }
        if t.isInfinite { return 0 }
        let v = degreesOfFreedom
        let square = t * t
        return IncompleteBeta.regularised(v / (v + square), complement: square / (v + square), a: v / 2, b: 0.5)
    }

    /// The probability of a value of at most `t`.
    package func cdf(_ t: Double) -> Double {
        upperTail(-t)
    }

    /// The value that is not exceeded with probability `p`; infinite at 0 and 1, NaN outside.
    ///
    /// By bisection of the tail, to the last digits of a `Double`. Cost: about a hundred evaluations of the tail.
    package func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0.5 { return 0 }
        if p < 0.5 { return -value(withUpperTail: p) }
        return value(withUpperTail: 1 - p)
    }

    private func value(withUpperTail tail: Double) -> Double {
        if tail <= 0 { return .infinity }
        var low = 0.0
        var high = 1.0
        while upperTail(high) > tail {
            low = high
            high *= 2
            if high.isInfinite { return .infinity }
        }
        while true {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { return middle }
            if upperTail(middle) > tail { low = middle } else { high = middle }
        }
    }
}
