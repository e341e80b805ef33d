package import Statistics

/// A series over time and what is to be said of it.
package struct Trend: Equatable, Sendable {
    package var key: SeriesKey
    package var points: [SeriesPoint]
    /// In the order of their places.
    package var changes: [TrendChange]

    /// What `watch` sees in `points`.
    ///
    /// `canary` are the points of the QPS of `off` in the same runs; acknowledgements count that hold on `today`,
    /// `YYYY-MM-DD`.
    package init(
        _ key: SeriesKey,
        points: [SeriesPoint],
        canary: [SeriesPoint] = [],
        acknowledgements: [Acknowledgement] = [],
        today: String,
        watch: ChangeWatch = ChangeWatch()
    ) {
        self.key = key
        self.points = points
        let places = Dictionary(zip(points.map(\.entry), points.indices)) { first, _ in first }
        // Of the canary, what changed at which entry.
        let environment = watch.changes(in: canary.map(\.value.estimate)).map { canary[$0.point.index].entry }
        let acknowledged = acknowledgements.filter { $0.holds(on: today) }
        let found = watch.changes(in: points.map(\.value.estimate))
        changes = found.map { change in
            let index = change.point.index
            // The place of a change may move a little as points come in.
            func isHere(_ entry: Int64) -> Bool { places[entry].map { abs($0 - index) <= Self.sameChange } ?? false }
            return TrendChange(
                state: change.state,
                previous: points[index - 1],
                first: points[index],
                before: change.point.before,
                after: change.point.after,
                p: change.point.p,
                isUndone: Self.isUndone(change.point, by: found.last?.point, magnitude: watch.magnitude),
                isEnvironmental: environment.contains(where: isHere),
                acknowledgement: acknowledged.last { isHere($0.entry) }
            )
        }
    }

    /// How many runs apart two places may be that mean one change.
    private static let sameChange = 2

    /// Whether the newest regime is back where it was before the change, or better.
    private static func isUndone(_ change: ChangePoint, by last: ChangePoint?, magnitude: Double) -> Bool {
        guard let last, last.index > change.index else { return false }
        let ratio = last.after.mean / change.before.mean
        return change.after.mean < change.before.mean ? ratio > 1 - magnitude : ratio < 1 + magnitude
    }

    /// The runs between two changes, by their places, and their mean.
    package var regimes: [(places: Range<Int>, mean: Double)] {
        let starts = changes.compactMap { change in points.firstIndex { $0.entry == change.first.entry } }
        let ends = [0] + starts + [points.count]
        return zip(ends, ends.dropFirst()).filter { $0 < $1 }.map { from, to in
            (from..<to, PairedEstimate(points[from..<to].map(\.value.estimate)).mean)
        }
    }

    /// Whether there are enough runs for the newest to be judged.
    package var isJudged: Bool { ChangeWatch.canJudge(count: points.count) }

    /// What a build fails for: falls of the ratio that are confirmed, still there, and not acknowledged.
    package var regressions: [TrendChange] {
        key.metric == .ratio ? changes.filter { $0.isOpenFall && $0.state == .confirmed } : []
    }

    /// What another run would decide.
    package var suspects: [TrendChange] {
        key.metric == .ratio ? changes.filter { $0.isOpenFall && $0.state == .suspect } : []
    }
}
