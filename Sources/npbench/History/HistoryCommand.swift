import ArgumentParser

/// `npbench history`: results over time.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Keeps results over time, and says when enforcement began to cost more.",
        discussion: """
            A series is what runs of one kind measured on one kind of machine: the ratio of QPS under the arm to QPS of off. A fall is \
            confirmed when it is large, four runs long and found twice; it is suspect until then. docs/history.md has the rules, and \
            jobs for GitHub Actions and GitLab.

            EXAMPLES
              npbench history add results --revision "$GITHUB_SHA"
              npbench history check
              npbench history acknowledge 31 --reason 'ipset 7.24 costs that' --until 2027-01-31
            """,
        subcommands: [
            HistoryAddCommand.self, HistoryListCommand.self, HistoryShowCommand.self, HistoryCheckCommand.self,
            HistoryAcknowledgeCommand.self, HistoryPlotCommand.self, HistoryExportCommand.self,
            HistoryPruneCommand.self,
        ]
    )
}
