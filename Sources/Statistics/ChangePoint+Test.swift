extension ChangePoint {
    /// The change at `index` between the points of `range` before it and from it on.
    ///
    /// By Student's pooled t test as Apache Otava runs it: with population deviations (divisor n) in the place of sample
    /// deviations, which makes p a little too small; two points prove nothing (p = 1). Source: apache/otava,
    /// `TTestSignificanceTester`.
    init(at index: Int, of series: [Double], in range: Range<Int>) {
        self.index = index
        before = Regime(series[range.lowerBound..<index])
        after = Regime(series[index..<range.upperBound])
        p = Self.pooledTest(before, after)
    }

    private static func pooledTest(_ first: Regime, _ second: Regime) -> Double {
        let freedom = Double(first.count + second.count - 2)
        guard freedom > 0, first.mean != second.mean else { return 1 }
        let squares =
            Double(first.count - 1) * first.spread * first.spread
            + Double(second.count - 1) * second.spread * second.spread
        let error = (squares / freedom * (1 / Double(first.count) + 1 / Double(second.count))).squareRoot()
        return StudentT(degreesOfFreedom: freedom).twoSidedP((first.mean - second.mean) / error)
    }

    /// The two-sided p of the equality of both means if the noise is correlated by `correlation` from point to point.
    ///
    /// By Student's pooled t test with sample deviations, in which n points of a regime tell as much as n (1 - r) / (1 + r)
    /// independent ones; 1 where that leaves no degree of freedom. Source of the effective number, for AR(1) noise and long
    /// regimes: Bayley and Hammersley 1946, J. R. Stat. Soc. Suppl. 8:184.
    ///
    /// - Parameter correlation: from 0 to below 1.
    package func p(correlation: Double) -> Double {
        let independent = (1 - correlation) / (1 + correlation)
        let freedom = Double(before.count + after.count) * independent - 2
        guard freedom > 0, before.mean != after.mean else { return 1 }
        let error = ((1 / Double(before.count) + 1 / Double(after.count)) / independent).squareRoot()
        return StudentT(degreesOfFreedom: freedom).twoSidedP(spreads / error)
    }
}
