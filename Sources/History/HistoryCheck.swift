package import Statistics

/// What a history says about its newest run, for a build to pass or fail by.
package struct HistoryCheck: Equatable, Sendable {
    package enum Outcome: String, Codable, Sendable {
        case clean
        /// Something looks worse; the next runs decide.
        case suspect
        case regression
        /// No series has enough runs for the newest to be judged.
        case baselineMissing = "baseline-missing"
    }

    /// The run that was judged.
    package var entry: Int64
    /// A trend for each series of the run, in the order of its rows.
    package var trends: [Trend]

    package var outcome: Outcome {
        if trends.contains(where: { !$0.regressions.isEmpty }) { return .regression }
        if !trends.contains(where: \.isJudged) { return .baselineMissing }
        return trends.contains { !$0.suspects.isEmpty } ? .suspect : .clean
    }
}

extension HistoryStore {
    /// Judges a run, the newest unless told which, by those before it.
    ///
    /// Looks at the tests over all levels; `everyLevel` adds each level's, with as many more chances of a false alarm.
    /// Throws `.missing` for an empty history.
    package func check(
        entry: Int64? = nil,
        everyLevel: Bool = false,
        today: String,
        watch: ChangeWatch = ChangeWatch()
    ) throws(HistoryError) -> HistoryCheck {
        let newest = try newestEntry()
        guard let judged = entry ?? newest else {
            throw HistoryError(
                .missing,
                "cannot check the history \(path): it is empty; add a run with `npbench history add DIR`"
            )
        }
        let acknowledgements = try acknowledgements()
        var trends: [Trend] = []
        for key in try series(of: judged) where key.metric == .ratio && (everyLevel || key.concurrency == nil) {
            trends.append(
                Trend(
                    key,
                    points: try points(of: key, until: judged),
                    canary: try points(of: key.canary, until: judged),
                    acknowledgements: acknowledgements,
                    today: today,
                    watch: watch
                )
            )
        }
        guard !trends.isEmpty else {
            throw HistoryError(.missing, "cannot check entry \(judged) of the history \(path): it has no point there")
        }
        return HistoryCheck(entry: judged, trends: trends)
    }

    private func points(of key: SeriesKey, until entry: Int64) throws(HistoryError) -> [SeriesPoint] {
        let points = try points(of: key)
        guard let last = points.lastIndex(where: { $0.entry == entry }) else { return points }
        return Array(points[...last])
    }
}
