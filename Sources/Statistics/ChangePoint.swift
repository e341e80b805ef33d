/// A place in a series at which its mean changes, with the regimes on both sides.
package struct ChangePoint: Equatable, Sendable {
    /// The points between two changes, or between one and an end of the series.
    package struct Regime: Equatable, Sendable {
        package var count: Int
        package var mean: Double
        /// Population standard deviation (divisor n): 0 of a single point.
        package var spread: Double

        /// The regime of `points`, of which there is at least one.
        init(_ points: ArraySlice<Double>) {
            count = points.count
            let mean = points.reduce(0, +) / Double(points.count)
            self.mean = mean
            spread = (points.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(points.count)).squareRoot()
        }
    }

    /// 0-based index of the first point of the new regime.
    package var index: Int
    package var before: Regime
    package var after: Regime
    /// Two-sided p of the equality of both means.
    package var p: Double

    /// The larger of |after/before - 1| and |before/after - 1|; infinite if one mean is 0.
    package var magnitude: Double {
        before.mean == after.mean ? 0 : max(abs(after.mean / before.mean - 1), abs(before.mean / after.mean - 1))
    }

    /// The difference of the means in units of the pooled standard deviation within the regimes; infinite if there is none.
    package var spreads: Double {
        let squares =
            Double(before.count) * before.spread * before.spread
            + Double(after.count) * after.spread * after.spread
        let spread = (squares / Double(max(1, before.count + after.count - 2))).squareRoot()
        return before.mean == after.mean ? 0 : abs(after.mean - before.mean) / spread
    }

    /// Whether both go the same way.
    package func isAlike(_ other: ChangePoint) -> Bool {
        (after.mean < before.mean) == (other.after.mean < other.before.mean)
    }
}
