import Foundation
import GRDB
import Results
import Statistics

extension HistoryStore {
    /// An entry as lists show it.
    package struct Line: Codable, Equatable, Sendable {
        package var id: Int64
        package var started: String
        package var revision: String
        package var machine: String
        package var controller: String
    }

    /// Adds a run and its points in one transaction; returns its number, and whether it was new.
    ///
    /// A run that is there already is left as it is. Throws `.unsuitable` for a run that did not end well, does not name its
    /// machine, or says nothing about a cost.
    package func add(_ entry: HistoryEntry) throws(HistoryError) -> (id: Int64, isNew: Bool) {
        try requireSuitable(entry)
        let run: String
        do { run = try entry.run.json() } catch { throw HistoryError(.failed, error.description) }
        let points = entry.points()
        return try write("add a run to") { database in
            let known = try Int64.fetchOne(
                database,
                sql: "SELECT id FROM entry WHERE started = ? AND run = ?",
                arguments: [entry.run.started, run]
            )
            if let known { return (known, false) }
            try database.execute(
                sql: "INSERT INTO entry (started, revision, run, cost, curves) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    entry.run.started, entry.revision, run, CostRow.csv(entry.costs), CurveRow.csv(entry.curves),
                ]
            )
            let id = database.lastInsertedRowID
            for (key, value) in points {
                let text = try key.text()
                try database.execute(sql: "INSERT OR IGNORE INTO series (key) VALUES (?)", arguments: [text])
                try database.execute(
                    sql: """
                        INSERT INTO point (series, entry, value, low, high)
                        SELECT id, ?, ?, ?, ? FROM series WHERE key = ?
                        """,
                    arguments: [id, value.estimate, value.interval.low, value.interval.high, text]
                )
            }
            return (id, true)
        }
    }

    private func requireSuitable(_ entry: HistoryEntry) throws(HistoryError) {
        let cause: String? =
            if entry.run.outcome != .completed && entry.run.outcome != .interrupted {
                "it is \(entry.run.outcome.rawValue), and its numbers are not to be believed"
            } else if entry.machine == nil {
                "it does not say on what machine it ran"
            } else if entry.costs.isEmpty {
                "it has no cost, as no quad was whole"
            } else {
                nil
            }
        if let cause {
            throw HistoryError(.unsuitable, "cannot add the run of \(entry.run.started): \(cause); add another run")
        }
    }

    /// All entries in the order of their runs.
    package func lines() throws(HistoryError) -> [Line] {
        let rows = try read("list") { database in
            try Row.fetchAll(database, sql: "SELECT id, started, revision, run FROM entry ORDER BY started, id")
        }
        var lines: [Line] = []
        for row in rows {
            let run = try record(row["run"])
            lines.append(
                Line(
                    id: row["id"],
                    started: row["started"],
                    revision: row["revision"],
                    machine: run.machineAtStart["fingerprint"] ?? "",
                    controller: run.plan.controller
                )
            )
        }
        return lines
    }

    /// The number of the entry whose run began last; nil of an empty history.
    package func newestEntry() throws(HistoryError) -> Int64? {
        try read("read") { database in
            try Int64.fetchOne(database, sql: "SELECT id FROM entry ORDER BY started DESC, id DESC LIMIT 1")
        }
    }

    /// The entry with the number `id`; throws `.missing` if there is none.
    package func entry(_ id: Int64) throws(HistoryError) -> HistoryEntry {
        let row = try read("read entry \(id) of") { database in
            try Row.fetchOne(database, sql: "SELECT * FROM entry WHERE id = ?", arguments: [id])
        }
        guard let row else {
            throw HistoryError(
                .missing,
                "cannot find entry \(id) in the history \(path); `npbench history list` shows what there is"
            )
        }
        do throws(ResultsError) {
            return HistoryEntry(
                id: id,
                revision: row["revision"],
                run: try RunRecord(json: row["run"], name: "entry \(id)"),
                costs: try CostRow.rows(csv: row["cost"], name: "the costs of entry \(id)"),
                curves: try CurveRow.rows(csv: row["curves"], name: "the curves of entry \(id)")
            )
        } catch {
            throw HistoryError(.failed, error.description)
        }
    }

    /// Takes away all entries but the newest `count`, with their points; returns how many went.
    ///
    /// The space is given back to the file system.
    package func prune(keeping count: Int) throws(HistoryError) -> Int {
        let pruned = try write("prune") { database in
            try database.execute(
                sql: """
                    DELETE FROM entry WHERE id NOT IN (SELECT id FROM entry ORDER BY started DESC, id DESC LIMIT ?)
                    """,
                arguments: [max(0, count)]
            )
            let pruned = database.changesCount
            try database.execute(sql: "DELETE FROM series WHERE id NOT IN (SELECT series FROM point)")
            return pruned
        }
        if pruned > 0 {
            do { try self.database.vacuum() } catch { return pruned }
        }
        return pruned
    }

    private func record(_ json: String) throws(HistoryError) -> RunRecord {
        do { return try RunRecord(json: json, name: "an entry") } catch {
            throw HistoryError(.failed, error.description)
        }
    }
}
