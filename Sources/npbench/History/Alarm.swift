import History
import Linux
import Results

/// All series that changed with one run, and what else changed there: one alarm per commit, not one per series.
struct Alarm {
    /// The first run of the new regime.
    var entry: Int64
    var changes: [(key: SeriesKey, change: TrendChange)]
    /// Names of machine facts, and of the version of npbench, with both values.
    var otherChanges: [String]

    /// The alarms of a check in the order of their runs.
    static func all(of check: HistoryCheck, in store: HistoryStore) throws(HistoryError) -> [Alarm] {
        let changes = check.trends.flatMap { trend in trend.changes.map { (key: trend.key, change: $0) } }
        var alarms: [Alarm] = []
        for (entry, changes) in Dictionary(grouping: changes, by: \.change.first.entry).sorted(by: { $0.key < $1.key })
        {
            guard let previous = changes.first?.change.previous.entry else { continue }
            let differences = differences(from: try store.entry(previous), to: try store.entry(entry))
            alarms.append(Alarm(entry: entry, changes: changes, otherChanges: differences))
        }
        return alarms
    }

    private static func differences(from old: HistoryEntry, to new: HistoryEntry) -> [String] {
        let (before, after) = (old.run.machineAtStart, new.run.machineAtStart)
        let facts = MachineFacts.changes(from: before, to: after).map { name in
            "\(name) \(before[name] ?? "") -> \(after[name] ?? "")"
        }
        let versions = (old.run.npbenchVersion, new.run.npbenchVersion)
        return (versions.0 == versions.1 ? [] : ["npbench \(versions.0) -> \(versions.1)"]) + facts
    }
}
