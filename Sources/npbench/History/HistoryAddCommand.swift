import ArgumentParser
import History

/// `npbench history add`: puts runs into a history.
struct HistoryAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Adds result directories to a history, which is made if there is none.",
        discussion: """
            A run that is there already is left as it is. Invalid, failed and running ones are refused.

            EXAMPLES
              npbench history add npbench-result-20270101T120000Z
              npbench history add results --revision v2.12.0 --history perf.sqlite
            """
    )

    @OptionGroup var options: HistoryOptions

    @Argument(help: ArgumentHelp("Result directories of `npbench run`.", valueName: "dir"))
    var directories: [String]

    @Option(help: ArgumentHelp("What was measured: a commit or a version.", valueName: "text"))
    var revision = ""

    func run() throws {
        // All are read before the history is touched.
        let entries = try directories.map { try ResultFolder($0).entry(revision: revision) }
        let store = try options.store(creating: true)
        for (directory, entry) in zip(directories, entries) {
            let added: (id: Int64, isNew: Bool)
            do { added = try store.add(entry) } catch { throw CommandFailure(error) }
            try StandardOutput.write(
                "\(directory): entry \(added.id)\(added.isNew ? "" : ", which was there already")\n"
            )
        }
    }
}
