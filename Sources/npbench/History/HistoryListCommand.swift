import ArgumentParser
import History
import Report

/// `npbench history list`: the runs of a history.
struct HistoryListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the runs of a history, the oldest first.",
        discussion: """
            EXAMPLES
              npbench history list
              npbench history list --json | jq '.[-1].id'
            """
    )

    @OptionGroup var options: HistoryOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let lines = try options.read { store throws(HistoryError) in try store.lines() }
        guard !json else {
            try StandardOutput.write(try CommandJSON.text(lines))
            return
        }
        var table = TextTable(
            header: ["entry", "run began", "controller", "machine", "revision"],
            alignments: [.right, .left, .left, .left, .left]
        )
        table.rows = lines.map { [String($0.id), $0.started, $0.controller, $0.machine, $0.revision] }
        try StandardOutput.write(table.lines.map { $0 + "\n" }.joined())
    }
}
