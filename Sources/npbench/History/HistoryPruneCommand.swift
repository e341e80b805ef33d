import ArgumentParser
import History

/// `npbench history prune`: takes old runs away.
struct HistoryPruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Takes all but the newest runs out of a history, for good.",
        discussion: """
            Changes are looked for in windows of 50 runs: keep at least twice as many of each series.

            EXAMPLES
              npbench history prune --keep 500
            """
    )

    @OptionGroup var options: HistoryOptions

    @Option(help: ArgumentHelp("How many of the newest runs stay.", valueName: "n"))
    var keep: Int

    func validate() throws {
        guard keep > 0 else { throw ValidationError("--keep is \(keep); keep at least one run, or remove the file") }
    }

    func run() throws {
        let pruned = try options.read { store throws(HistoryError) in try store.prune(keeping: keep) }
        try StandardOutput.write("\(pruned) runs taken out.\n")
    }
}
