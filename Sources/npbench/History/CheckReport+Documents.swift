import History
import Report
import Statistics

extension CheckReport {
    /// What `history check --json` prints.
    struct Document: Encodable {
        struct Change: Encodable {
            var entry: Int64
            var revision: String
            var previousEntry: Int64
            var previousRevision: String
            var state: ChangeWatch.State
            var before: Double
            var after: Double
            var percent: Double
            var p: Double
            var undone: Bool
            var environmental: Bool
            var acknowledgement: Acknowledgement?
            /// Whether the build fails for it.
            var regression: Bool
            var otherChanges: [String]
        }

        struct Series: Encodable {
            var key: SeriesKey
            var runs: Int
            var judged: Bool
            var changes: [Change]
        }

        var entry: Int64
        var outcome: HistoryCheck.Outcome
        var series: [Series]
    }

    var document: Document {
        Document(
            entry: check.entry,
            outcome: check.outcome,
            series: check.trends.map { trend in
                Document.Series(
                    key: trend.key,
                    runs: trend.points.count,
                    judged: trend.isJudged,
                    changes: trend.changes.map { change(of: trend, $0) }
                )
            }
        )
    }

    private func change(of trend: Trend, _ change: TrendChange) -> Document.Change {
        Document.Change(
            entry: change.first.entry,
            revision: change.first.revision,
            previousEntry: change.previous.entry,
            previousRevision: change.previous.revision,
            state: change.state,
            before: change.before.mean,
            after: change.after.mean,
            percent: change.percent,
            p: change.p,
            undone: change.isUndone,
            environmental: change.isEnvironmental,
            acknowledgement: change.acknowledgement,
            regression: trend.regressions.contains(change),
            otherChanges: alarms.first { $0.entry == change.first.entry }?.otherChanges ?? []
        )
    }

    /// A case per series: a regression fails, what is suspect or too short is skipped.
    var junit: String {
        let cases = check.trends.map { trend -> JUnitSuite.Case in
            let outcome: JUnitSuite.Outcome =
                !trend.regressions.isEmpty ? .failed : trend.isJudged && trend.suspects.isEmpty ? .passed : .skipped
            let found = trend.regressions + trend.suspects
            let places = found.map { "\($0.state.rawValue) since entry \($0.first.entry), \($0.percent) %" }
            let message = places.isEmpty ? "\(trend.points.count) runs" : places.joined(separator: "; ")
            return JUnitSuite.Case(
                name: trend.key.description,
                group: "npbench.history",
                outcome: outcome,
                message: message
            )
        }
        return JUnitSuite(name: "npbench history", cases: cases).text
    }
}
