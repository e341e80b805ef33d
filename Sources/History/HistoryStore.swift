import Foundation
import GRDB

/// A history of runs: one SQLite file that many processes may read and write at once.
///
/// Entries are only added; nothing of one is ever changed, and only `prune` takes the oldest away. Each change is one
/// transaction in a write-ahead log that is flushed to the disk before the call returns: a crash loses nothing that was
/// added. The file must be on a local disk, as the log's readers share memory (https://sqlite.org/wal.html).
package final class HistoryStore: Sendable {
    let path: String
    let database: DatabaseQueue

    /// Opens the history at `path`; `creating` makes one where there is none.
    ///
    /// Waits up to ten seconds for other processes, here and in every call. Throws `.missing` if there is none.
    package init(at path: String, creating: Bool = false) throws(HistoryError) {
        self.path = path
        guard creating || FileManager.default.fileExists(atPath: path) else {
            throw HistoryError(
                .missing,
                "cannot read the history \(path): there is none; add a run with `npbench history add DIR`"
            )
        }
        do {
            database = try Self.open(path, until: .now + Self.patience)
        } catch {
            throw Self.failure("open", path, error)
        }
    }

    private static let patience = Duration.seconds(10)

    /// SQLite does not wait while another process turns a new file's journal into a write-ahead log, so that is tried again.
    private static func open(_ path: String, until deadline: ContinuousClock.Instant) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(Double(patience.components.seconds))
        while true {
            do {
                let database = try DatabaseQueue(path: path, configuration: configuration)
                // GRDB asks for NORMAL, with which a power cut takes the last transactions along.
                try database.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
                try database.write(HistorySchema.prepare)
                return database
            } catch let error as DatabaseError where error.resultCode.primaryResultCode == .SQLITE_BUSY {
                guard .now < deadline else { throw error }
                Thread.sleep(forTimeInterval: 0.02)
            }
        }
    }

    func read<Value>(_ operation: String, _ body: (Database) throws -> Value) throws(HistoryError) -> Value {
        do { return try database.read(body) } catch { throw Self.failure(operation, path, error) }
    }

    func write<Value>(_ operation: String, _ body: (Database) throws -> Value) throws(HistoryError) -> Value {
        do { return try database.write(body) } catch { throw Self.failure(operation, path, error) }
    }

    private static func failure(_ operation: String, _ path: String, _ error: any Error) -> HistoryError {
        if let error = error as? HistoryError { return error }
        let cause = (error as? DatabaseError).map { $0.message ?? "\($0.resultCode)" } ?? "\(error)"
        return HistoryError(
            .failed,
            "cannot \(operation) the history \(path): \(cause); check that it is a history on a local disk with space,"
                + " which you may write to"
        )
    }
}
