import GRDB
import Statistics

extension HistoryStore {
    /// The keys of all series, in the order in which they were begun.
    package func series() throws(HistoryError) -> [SeriesKey] {
        let texts = try read("list the series of") { database in
            try String.fetchAll(database, sql: "SELECT key FROM series ORDER BY id")
        }
        return try keys(texts)
    }

    /// The keys of the series that the entry has a point in.
    package func series(of entry: Int64) throws(HistoryError) -> [SeriesKey] {
        let texts = try read("list the series of entry \(entry) of") { database in
            try String.fetchAll(
                database,
                sql: "SELECT key FROM series JOIN point ON series.id = series WHERE entry = ? ORDER BY series.id",
                arguments: [entry]
            )
        }
        return try keys(texts)
    }

    /// The points of a series in the order of their runs; empty if there is no such series.
    package func points(of key: SeriesKey) throws(HistoryError) -> [SeriesPoint] {
        try read("read a series of") { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT entry.id, started, revision, value, low, high
                    FROM point JOIN series ON series.id = series JOIN entry ON entry.id = entry
                    WHERE key = ? ORDER BY started, entry.id
                    """,
                arguments: [try key.text()]
            )
            return rows.map { row in
                SeriesPoint(
                    entry: row["id"],
                    started: row["started"],
                    revision: row["revision"],
                    value: SeriesPoint.Value(
                        estimate: row["value"],
                        interval: Interval(low: row["low"] ?? .nan, high: row["high"] ?? .nan)
                    )
                )
            }
        }
    }

    /// Records that the change which began with an entry is known; throws `.missing` if there is no such entry.
    package func acknowledge(_ acknowledgement: Acknowledgement) throws(HistoryError) {
        _ = try entry(acknowledgement.entry)
        try write("acknowledge a change in") { database in
            try database.execute(
                sql: "INSERT INTO acknowledgement (entry, reason, expires) VALUES (?, ?, ?)",
                arguments: [acknowledgement.entry, acknowledgement.reason, acknowledgement.expires]
            )
        }
    }

    /// All acknowledgements, expired ones too, in the order in which they were made.
    package func acknowledgements() throws(HistoryError) -> [Acknowledgement] {
        try read("read") { database in
            try Row.fetchAll(database, sql: "SELECT entry, reason, expires FROM acknowledgement ORDER BY id").map {
                Acknowledgement(entry: $0["entry"], reason: $0["reason"], expires: $0["expires"])
            }
        }
    }

    private func keys(_ texts: [String]) throws(HistoryError) -> [SeriesKey] {
        var keys: [SeriesKey] = []
        for text in texts { keys.append(try SeriesKey(text: text)) }
        return keys
    }
}
