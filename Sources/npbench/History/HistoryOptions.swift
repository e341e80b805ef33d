import ArgumentParser
import Foundation
import History

/// Which history a command means.
struct HistoryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The history, one SQLite file on a local disk (default: $NPBENCH_HISTORY, or npbench-history.sqlite).",
            valueName: "file"
        )
    )
    var history: String?

    func store(creating: Bool = false) throws(CommandFailure) -> HistoryStore {
        let path =
            history ?? ProcessInfo.processInfo.environment["NPBENCH_HISTORY"].flatMap { $0.isEmpty ? nil : $0 }
            ?? "npbench-history.sqlite"
        do { return try HistoryStore(at: path, creating: creating) } catch { throw CommandFailure(error) }
    }

    /// What `body` says of the history.
    func read<Value>(_ body: (HistoryStore) throws(HistoryError) -> Value) throws(CommandFailure) -> Value {
        let store = try store()
        do { return try body(store) } catch { throw CommandFailure(error) }
    }
}
