/// What the spread of a quad's difference d is made of: the parts differ in what a longer slice does to them.
///
/// For slices of L seconds that begin every T seconds, the variance of d is modelled as
///
///     V(L, T) = perSample + fast / L + drift T
///
/// `perSample` comes anew with each load however long it is (new connections, a switch), `fast` averages out within a slice, and
/// `drift` is a random walk of ln QPS between them, of which a quad's difference has variance drift T (a linear drift cancels;
/// an autoregression looks like a random walk while T is short, and like `perSample` when it is long).
package struct NoiseComponents: Equatable, Sendable {
    /// Variance of ln QPS.
    package var perSample: Double
    /// Variance of ln QPS times seconds.
    package var fast: Double
    /// Variance of ln QPS per second.
    package var drift: Double

    package init(perSample: Double, fast: Double, drift: Double) {
        self.perSample = perSample
        self.fast = fast
        self.drift = drift
    }

    /// The variance of d with slices of so many seconds that begin every `spacing` seconds; of means over `block` neighbouring
    /// slices in the place of single ones.
    package func variance(slice: Double, spacing: Double, block: Int = 1) -> Double {
        let m = Double(max(1, block))
        return perSample / m + fast / (slice * m) + drift * spacing * m
    }

    /// The components that fit a variance-time curve best, none of them negative; nil without a point.
    ///
    /// By weighted least squares over every choice of the components, weights being those of chi-squared variances under the
    /// fit before. A curve of few slices says little, so two points of `priorDegrees` degrees of freedom each join it: they say that
    /// `fastShare` of the variance at the shortest slice falls with length.
    /// - Parameter fastShare: from 0 to 1; a half is right or wrong by half wherever nothing is known.
    package init?(fitting curve: [VariancePoint], fastShare: Double = 0.5) {
        let points = VariancePoint.pooled(curve)
        guard let shortest = points.filter({ $0.block == 1 }).min(by: { $0.slice < $1.slice }),
            shortest.variance > 0
        else { return nil }
        let prior = NoiseComponents(
            perSample: shortest.variance * (1 - fastShare),
            fast: shortest.variance * fastShare * shortest.slice,
            drift: 0
        )
        let priors = [1.0, 4.0].map { factor in
            let (slice, gap) = (shortest.slice * factor, shortest.spacing - shortest.slice)
            return VariancePoint(
                slice: slice,
                spacing: slice + gap,
                block: 1,
                variance: prior.variance(slice: slice, spacing: slice + gap),
                degrees: Self.priorDegrees
            )
        }
        let all = points + priors
        var fitted = all.map { _ in shortest.variance }
        var best = prior
        for _ in 0..<Self.iterations {
            let weights = zip(all, fitted).map { $0.degrees / ($1 * $1) }
            guard let next = Self.leastSquares(all, weights: weights) else { return nil }
            best = next
            fitted = all.map { max(best.variance(of: $0), 1e-6 * shortest.variance) }
        }
        self = best
    }

    private static let priorDegrees = 3.0
    private static let iterations = 8

    private func variance(of point: VariancePoint) -> Double {
        variance(slice: point.slice, spacing: point.spacing, block: point.block)
    }

    /// The non-negative solution with the least weighted squares, among all choices of components.
    private static func leastSquares(_ points: [VariancePoint], weights: [Double]) -> NoiseComponents? {
        let rows = points.map { point in
            let m = Double(point.block)
            return [1 / m, 1 / (point.slice * m), point.spacing * m]
        }
        // Fits that only rounding tells apart are alike; of these the first is taken, which has no drift if it can.
        let alike = 1e-9 * zip(points, weights).reduce(0) { $0 + $1.1 * $1.0.variance * $1.0.variance }
        var best: (squares: Double, components: NoiseComponents)?
        for choice in 1..<8 {
            let columns = (0..<3).filter { choice >> $0 & 1 == 1 }
            let system = LinearSystem(rows.map { row in columns.map { row[$0] } }, points.map(\.variance), weights)
            guard let solution = system.solution, solution.allSatisfy({ $0 >= 0 }) else { continue }
            var values = [0.0, 0.0, 0.0]
            for (column, value) in zip(columns, solution) { values[column] = value }
            let components = NoiseComponents(perSample: values[0], fast: values[1], drift: values[2])
            let squares = zip(points, weights).reduce(0) { sum, pair in
                let residual = pair.0.variance - components.variance(of: pair.0)
                return sum + pair.1 * residual * residual
            }
            if best.map({ squares < $0.squares - alike }) ?? true { best = (squares, components) }
        }
        return best?.components
    }
}
