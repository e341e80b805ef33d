/// Finds the points at which the mean of a series changes: E-divisive with t tests, as Apache Otava runs it.
///
/// The series is split where the energy distance of two neighbouring stretches is largest, as long as a t test finds their
/// means different; weak splits are then merged again. Sources: Matteson and James 2014, JASA 109:334 (arXiv 1306.4933);
/// Fleming et al., Hunter, ICPE 2023 (arXiv 2301.03034); apache/otava `docs/MATH.md`. Unlike Otava's, a merge looks at both
/// neighbours anew, where Otava leaves the left one's p as it was.
package struct EDivisive: Equatable, Sendable {
    /// Points looked at together; at least 2.
    package var window = 50
    /// The largest p of a change that is kept; the first pass is more generous.
    package var significance = 0.001
    /// The relative difference of the means that a change must exceed.
    package var magnitude = 0.0
    /// The difference of the means, in units of the spread within the regimes, that a change must reach.
    package var spreads = 0.0
    /// The fewest points of a regime; only the newest one may be shorter, since it may yet grow.
    package var fewestPoints = 1

    package init(
        window: Int = 50,
        significance: Double = 0.001,
        magnitude: Double = 0,
        spreads: Double = 0,
        fewestPoints: Int = 1
    ) {
        self.window = max(2, window)
        self.significance = significance
        self.magnitude = magnitude
        self.spreads = spreads
        self.fewestPoints = fewestPoints
    }

    /// The changes in order of their place; values must be finite.
    ///
    /// Cost: the square of the window for each half window of the series, and for each split anew.
    package func changePoints(in series: [Double]) -> [ChangePoint] {
        merged(splits(of: series), of: series)
    }

    /// Indices at which some window splits, sorted.
    private func splits(of series: [Double]) -> [Int] {
        var found: Set<Int> = []
        var start = 0
        while start < series.count {
            let inWindow = splits(of: series, in: start..<min(start + window, series.count))
            found.formUnion(inWindow)
            start = max(inWindow.max() ?? 0, start + window / 2)
        }
        return found.sorted()
    }

    /// Splits the stretch with the largest distance, until a split is not significant.
    private func splits(of series: [Double], in window: Range<Int>) -> [Int] {
        var splits: [Int] = []
        var candidates = [EnergySplit(of: series, in: window)].compactMap(\.self)
        while let best = candidates.indices.max(by: { candidates[$0].distance < candidates[$1].distance }) {
            let split = candidates.remove(at: best)
            guard ChangePoint(at: split.index, of: series, in: split.range).p <= firstPassSignificance else { break }
            splits.append(split.index)
            for part in [split.range.lowerBound..<split.index, split.index..<split.range.upperBound] {
                EnergySplit(of: series, in: part).map { candidates.append($0) }
            }
        }
        return splits
    }

    private var firstPassSignificance: Double {
        if significance < 0.05 { return 10 * significance }
        return significance < 0.5 ? 2 * significance : significance
    }

    /// The changes that are left when the weakest is dropped again and again.
    private func merged(_ splits: [Int], of series: [Double]) -> [ChangePoint] {
        var splits = splits
        while true {
            let ends = [0] + splits + [series.count]
            let points = splits.indices.map {
                ChangePoint(at: splits[$0], of: series, in: ends[$0]..<ends[$0 + 2])
            }
            guard let weakest = weakest(of: points) else { return points }
            splits.remove(at: weakest)
        }
    }

    /// The change to drop: the least significant, else the smallest, else one between regimes that are too short.
    private func weakest(of points: [ChangePoint]) -> Int? {
        let leastSignificant = points.indices.max { points[$0].p < points[$1].p }
        if let leastSignificant, points[leastSignificant].p >= significance { return leastSignificant }
        let small = points.indices.filter { points[$0].magnitude <= magnitude || points[$0].spreads < spreads }
        if let smallest = small.min(by: { points[$0].magnitude < points[$1].magnitude }) { return smallest }
        let short = points.indices.filter {
            points[$0].before.count < fewestPoints
                || points[$0].after.count < fewestPoints && $0 < points.count - 1
        }
        return short.max { points[$0].p < points[$1].p }
    }
}
