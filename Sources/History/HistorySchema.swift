import GRDB

/// The tables of a history.
enum HistorySchema {
    /// Kept in the file's `user_version`; a newer npbench's file is refused.
    static let version = 1
    /// Marks the file as ours, for `file` and against mix-ups: `npbh`.
    private static let application = 0x6E70_6268

    /// Makes the tables of a new file; throws `HistoryError` for a file of another program or of a newer npbench.
    static func prepare(_ database: Database) throws {
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        if application == 0, version == 0, try isEmpty(database) {
            try database.execute(sql: tables)
            return
        }
        guard application == Self.application else {
            throw HistoryError(
                .unsuitable,
                "cannot use this file as a history: it is another program's database; give another --history"
            )
        }
        guard version <= Self.version else {
            throw HistoryError(
                .unsuitable,
                "cannot read the history: its schema \(version) is newer than \(Self.version), the newest this npbench"
                    + " knows; use the npbench that wrote it"
            )
        }
    }

    private static func isEmpty(_ database: Database) throws -> Bool {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
    }

    /// `AUTOINCREMENT` keeps a pruned entry's number from being given again.
    private static let tables = """
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            started TEXT NOT NULL,
            revision TEXT NOT NULL,
            run TEXT NOT NULL,
            cost TEXT NOT NULL,
            curves TEXT NOT NULL
        );
        CREATE INDEX entry_started ON entry(started);
        CREATE TABLE series (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE
        );
        CREATE TABLE point (
            series INTEGER NOT NULL REFERENCES series(id),
            entry INTEGER NOT NULL REFERENCES entry(id) ON DELETE CASCADE,
            value REAL NOT NULL,
            low REAL,
            high REAL,
            PRIMARY KEY (series, entry)
        ) WITHOUT ROWID;
        CREATE INDEX point_entry ON point(entry);
        CREATE TABLE acknowledgement (
            id INTEGER PRIMARY KEY,
            entry INTEGER NOT NULL REFERENCES entry(id) ON DELETE CASCADE,
            reason TEXT NOT NULL,
            expires TEXT NOT NULL
        );
        CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries never change'); END;
        CREATE TRIGGER point_stays BEFORE UPDATE ON point BEGIN SELECT RAISE(ABORT, 'points never change'); END;
        PRAGMA application_id = \(application);
        PRAGMA user_version = \(version);
        """
}
