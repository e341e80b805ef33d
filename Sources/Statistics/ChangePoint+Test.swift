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
}
