import History
import Report
import Statistics

/// What `history check` prints, and how it ends.
struct CheckReport {
    let check: HistoryCheck
    let alarms: [Alarm]

    init(_ check: HistoryCheck, alarms: [Alarm]) {
        self.check = check
        self.alarms = alarms
    }

    /// A block per run at which something changed, then a line per series.
    var text: String {
        let blocks = alarms.map(block) + [["Series of entry \(check.entry):"] + check.trends.map(line)]
        return blocks.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private func block(_ alarm: Alarm) -> [String] {
        let first = alarm.changes[0].change
        let heading =
            "Between entry \(name(first.previous)) and entry \(name(first.first)), of \(first.first.started):"
        let others =
            alarm.otherChanges.isEmpty ? [] : ["  besides changed: \(alarm.otherChanges.joined(separator: "; "))"]
        return [heading] + alarm.changes.map { "  \(sentence($0.change)), \($0.key)" } + others
    }

    private func sentence(_ change: TrendChange) -> String {
        let what = "ratio \(number(change.before.mean)) -> \(number(change.after.mean)) (\(signed(change.percent)) %)"
        let notes = [
            change.isUndone ? "which went away" : nil,
            change.isEnvironmental ? "with a step of the QPS of off: look at the machine too" : nil,
            change.acknowledgement.map { "acknowledged until \($0.expires): \($0.reason)" },
        ].compactMap(\.self)
        let kind = change.percent < 0 ? "fall" : "rise"
        return ([change.state.rawValue + " " + kind + ": " + what] + notes).joined(separator: ", ")
    }

    private func line(_ trend: Trend) -> String {
        let count = "\(trend.points.count) runs"
        let state: String =
            if !trend.regressions.isEmpty {
                "REGRESSION"
            } else if !trend.isJudged {
                "too few runs (nine are needed)"
            } else {
                trend.suspects.isEmpty ? "ok" : "suspect: run again"
            }
        return "  \(state), \(count): \(trend.key)"
    }

    private func name(_ point: SeriesPoint) -> String {
        "\(point.entry)" + (point.revision.isEmpty ? "" : " (\(point.revision))")
    }

    private func number(_ value: Double) -> String { Readable.number(value, decimals: 4) }

    private func signed(_ percent: Double) -> String {
        (percent < 0 ? "" : "+") + Readable.number(percent, decimals: 1)
    }

    /// The failure to end with; nil for a build that may pass.
    func failure(strict: Bool) -> CommandFailure? {
        switch check.outcome {
        case .clean: return nil
        case .suspect:
            guard strict else { return nil }
            return CommandFailure(
                .inconclusive,
                "entry \(check.entry) is suspect: its ratio is below what the runs before it predict; run again, the next runs decide"
            )
        case .regression:
            let entries = check.trends.flatMap(\.regressions).map(\.first.entry)
            return CommandFailure(
                .regression,
                "enforcement costs more since entry \(entries.max() ?? check.entry); find its cause, or accept it with "
                    + "`npbench history acknowledge`"
            )
        case .baselineMissing:
            return CommandFailure(
                .baselineMissing,
                "cannot judge entry \(check.entry): no series of it has nine runs; add more runs of this kind from this kind of "
                    + "machine"
            )
        }
    }
}
