/// A straight line through points by ordinary least squares: y = intercept + slope x.
///
/// Source: every textbook; held to NIST's StRD set Norris. Sums are taken around the means, so that values with a large common
/// part lose no digits.
package struct LinearFit: Equatable, Sendable {
    package struct Point: Equatable, Sendable {
        package var x: Double
        package var y: Double

        package init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    package let count: Int
    /// NaN, as the intercept is, unless there are two different x.
    package let slope: Double
    package let intercept: Double
    /// Square root of the residual sum of squares over n - 2; NaN with fewer than three points.
    package let residualDeviation: Double
    package let slopeError: Double
    package let interceptError: Double
    /// The share of the variance of y that the line explains (0 to 1); NaN if y does not vary.
    package let determination: Double

    package init(_ points: [Point]) {
        let n = Double(points.count)
        let meanX = points.reduce(0) { $0 + $1.x } / n
        let meanY = points.reduce(0) { $0 + $1.y } / n
        let xx = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
        let yy = points.reduce(0) { $0 + ($1.y - meanY) * ($1.y - meanY) }
        let system = LinearSystem(points.map { [$0.x - meanX] }, points.map { $0.y - meanY })
        let slope = system.solution?.first ?? .nan
        let intercept = meanY - slope * meanX
        let squares = points.reduce(0) { sum, point in
            let residual = (point.y - meanY) - slope * (point.x - meanX)
            return sum + residual * residual
        }
        let deviation = points.count > 2 ? (squares / (n - 2)).squareRoot() : .nan
        count = points.count
        self.slope = slope
        self.intercept = intercept
        residualDeviation = deviation
        slopeError = deviation / xx.squareRoot()
        interceptError = deviation * (1 / n + meanX * meanX / xx).squareRoot()
        determination = yy > 0 ? 1 - squares / yy : .nan
    }

    package var degreesOfFreedom: Double { Double(count - 2) }

    /// The t interval of the slope, `level` in 0..<1; unknown with fewer than three points or a single x.
    package func slopeInterval(level: Double = 0.95) -> Interval {
        interval(slope, slopeError, level)
    }

    /// That of the intercept: what is there besides x if 0 is not in it.
    package func interceptInterval(level: Double = 0.95) -> Interval {
        interval(intercept, interceptError, level)
    }

    private func interval(_ value: Double, _ error: Double, _ level: Double) -> Interval {
        guard count > 2, error.isFinite else { return .unknown }
        let half = StudentT(degreesOfFreedom: degreesOfFreedom).quantile(1 - (1 - level) / 2) * error
        return Interval(low: value - half, high: value + half)
    }
}
