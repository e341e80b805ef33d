package import Results
package import Statistics

extension Calibration.Price {
    /// Below this p a kind is priced by its curve.
    private static let leastLine = 0.05

    private var line: LinearFit { LinearFit(points.map { LinearFit.Point($0.tests, $0.microseconds) }) }

    private var curve: MeanCurve? {
        MeanCurve(
            Dictionary(grouping: points, by: \.rules).values.map {
                $0.map { LinearFit.Point($0.tests, $0.microseconds) }
            }
        )
    }

    /// p of the test for lack of fit: whether the points tell that the price of one test depends on how many there are.
    ///
    /// Nil where there are too few to tell.
    package var lackOfFit: Double? { curve.map { $0.lackOfFit(of: line) } }

    /// Whether the points tell that they are on no line, so that a prediction takes their means instead.
    package var isCurved: Bool { (lackOfFit ?? 1) < Self.leastLine }

    /// What so many tests a connection cost, in microseconds: by the line, or where the points are not on one by straight lines between the numbers
    /// that were tried.
    package func cost(of tests: Double) -> WeightedSum.Term {
        if let curve, isCurved {
            var term = curve.rise(to: abs(tests))
            if tests < 0 { term.weight = -1 }
            return term
        }
        return WeightedSum.Term(
            weight: tests,
            value: microseconds,
            standardError: standardError,
            degreesOfFreedom: degreesOfFreedom
        )
    }
}

extension WeightedSum.Term {
    /// What the term adds to the sum.
    var product: Double { weight * value }
}
