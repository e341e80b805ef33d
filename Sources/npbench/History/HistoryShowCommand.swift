import ArgumentParser
import History
import Report
import Results

/// `npbench history show`: one run of a history.
struct HistoryShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a run of a history as it was shown when it ended.",
        discussion: """
            EXAMPLES
              npbench history show 12
            """
    )

    @OptionGroup var options: HistoryOptions

    @Argument(help: "The entry's number, from `npbench history list`.")
    var entry: Int64

    @Flag(help: "Print the costs as JSON instead of the summary.")
    var json = false

    func run() throws {
        let shown = try options.read { store throws(HistoryError) in try store.entry(entry) }
        let tables = RunTables(run: shown.run, curves: shown.curves, costs: shown.costs)
        guard !json else {
            try StandardOutput.write(try CostDocument(tables).text())
            return
        }
        let style: Style = StandardOutput.takesColour ? .coloured : .plain
        let revision = shown.revision.isEmpty ? "" : ", revision \(shown.revision)"
        try StandardOutput.write(
            "entry \(shown.id) of \(shown.run.started)\(revision), machine \(shown.machine ?? "unknown")\n\n"
                + Summary(tables).text(style)
        )
    }
}
