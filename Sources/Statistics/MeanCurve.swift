/// The means of y at each of some x, and straight lines between them: a relation that is no line, as far as it was measured.
package struct MeanCurve: Equatable, Sendable {
    /// The y that were measured at one x (their mean, if they differ a little).
    package struct Knot: Equatable, Sendable {
        package let x: Double
        package let mean: Double
        package let count: Int
    }

    /// In ascending order of x; two at least.
    package let knots: [Knot]
    /// Of single y around the mean at their x, pooled over the knots.
    package let deviation: Double
    /// Measurements less knots, one at least.
    package let degreesOfFreedom: Double
    private let squares: Double

    /// Nil with fewer than two groups of points, and unless one has two points: nothing would then tell the spread.
    package init?(_ groups: [[LinearFit.Point]]) {
        var squares = 0.0
        knots = groups.filter { !$0.isEmpty }.map { points in
            let count = Double(points.count)
            let mean = points.reduce(0) { $0 + $1.y } / count
            squares += points.reduce(0) { $0 + ($1.y - mean) * ($1.y - mean) }
            return Knot(x: points.reduce(0) { $0 + $1.x } / count, mean: mean, count: points.count)
        }
        .sorted { $0.x < $1.x }
        let freedom = groups.reduce(0) { $0 + $1.count } - knots.count
        guard knots.count > 1, freedom > 0 else { return nil }
        self.squares = squares
        degreesOfFreedom = Double(freedom)
        deviation = (squares / Double(freedom)).squareRoot()
    }

    /// How much higher the curve is at `x` than at its first knot; beyond its last two it goes on as between them.
    ///
    /// The error is that of the means which decide it, each times its weight.
    package func rise(to x: Double) -> WeightedSum.Term {
        let upper = knots.dropFirst().firstIndex { $0.x >= x } ?? knots.count - 1
        let (left, right) = (knots[upper - 1], knots[upper])
        let share = right.x > left.x ? (x - left.x) / (right.x - left.x) : 0
        var weights = knots.map { _ in 0.0 }
        weights[upper - 1] += 1 - share
        weights[upper] += share
        weights[0] -= 1
        let value = zip(weights, knots).reduce(0) { $0 + $1.0 * $1.1.mean }
        let variance = zip(weights, knots).reduce(0) { $0 + $1.0 * $1.0 / Double($1.1.count) }
        return WeightedSum.Term(
            weight: 1,
            value: value,
            standardError: deviation * variance.squareRoot(),
            degreesOfFreedom: degreesOfFreedom
        )
    }

    /// p of the F test for lack of fit: how often points on a line would be as far off `line` by chance as these means are.
    ///
    /// `line` must be the least-squares line through the same points. 1 with two knots, through which any line goes. Source: Draper and Smith, Applied Regression
    /// Analysis, "lack of fit and pure error".
    package func lackOfFit(of line: LinearFit) -> Double {
        let between = Double(knots.count - 2)
        guard between > 0 else { return 1 }
        let residual = line.residualDeviation * line.residualDeviation * line.degreesOfFreedom
        guard squares > 0 else { return residual > 0 ? 0 : 1 }
        let f = max(0, residual - squares) / between / (squares / degreesOfFreedom)
        let total = degreesOfFreedom + between * f
        return IncompleteBeta.regularised(
            degreesOfFreedom / total,
            complement: between * f / total,
            a: degreesOfFreedom / 2,
            b: between / 2
        )
    }
}
