import ArgumentParser
import History
import Report
import Results

/// `npbench compare`: whether a second run costs more than a first.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Says for each cell and scale whether enforcement costs more in one run than in another.",
        discussion: """
            A run is a result directory, or `entry:N` of a history. Compared is what the arm costs against off in each run, by Welch's t \
            test on the log ratios; Holm's adjustment runs over the scales, and over all cells. Runs that differ in kind (machine, \
            programs, policies, levels, ...) are refused unless told otherwise. What is added to latency (run --latency-load) is not compared.

            EXAMPLES
              npbench compare before after
              npbench compare entry:12 after --margin 2
              npbench compare kube-router-0.2.0 kube-router-2.11 --anyway

            EXIT STATUS
              0 no regression, 2 a scale costs more by at least the margin, 5 no such entry, 7 a run is invalid, 8 undecided (with \
            --strict), 1 failed, 64 usage
            """
    )

    @OptionGroup var options: HistoryOptions

    @Argument(help: ArgumentHelp("The run to compare with.", valueName: "base"))
    var base: String

    @Argument(help: ArgumentHelp("The run to judge.", valueName: "new"))
    var new: String

    @Option(help: ArgumentHelp("The change that matters, in percent of QPS.", valueName: "percent"))
    var margin = 3.0

    @Flag(help: "Compare runs that differ in kind.")
    var anyway = false

    @Flag(help: "End with status 8 if a scale is undecided.")
    var strict = false

    @Option(help: ArgumentHelp("Also write the verdicts as JUnit XML.", valueName: "file"))
    var junit: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard margin > 0, margin < 100 else {
            throw ValidationError("--margin is \(margin); give a percentage above 0 and below 100")
        }
    }

    func run() throws {
        let runs = (base: try entry(base), new: try entry(new))
        for (name, run) in [(base, runs.base), (new, runs.new)] where run.run.outcome == .invalid {
            throw CommandFailure(.invalidRun, "cannot compare \(name): the run is invalid; run it again")
        }
        let differences = RunKind(runs.base.run).differences(to: RunKind(runs.new.run))
        guard differences.isEmpty || anyway else {
            let list = differences.map { "\($0.name) (\($0.base), then \($0.new))" }.joined(separator: ", ")
            throw CommandFailure(
                .failed,
                "cannot compare \(base) and \(new): they differ in \(list); compare runs of one kind, or give --anyway"
            )
        }
        let comparison = RunComparison(base: runs.base, new: runs.new, marginPercent: margin)
        guard !comparison.rows.isEmpty else {
            throw CommandFailure(
                .failed,
                "cannot compare \(base) and \(new): they have no scale, arm and level in common; compare runs of one plan"
            )
        }
        let hasLatency = runs.base.run.plan.latency != nil && runs.new.run.plan.latency != nil
        let report = ComparisonReport(comparison, differences: differences, hasLatency: hasLatency)
        if let junit { try OutputFile(junit).write(report.junit) }
        let style: Style = StandardOutput.takesColour ? .coloured : .plain
        try StandardOutput.write(json ? try CommandJSON.text(report.document) : report.text(style))
        if let failure = report.failure(strict: strict) { throw failure }
    }

    private func entry(_ name: String) throws(CommandFailure) -> HistoryEntry {
        guard name.hasPrefix("entry:") else { return try ResultFolder(name).entry(revision: "") }
        guard let number = Int64(name.dropFirst("entry:".count)) else {
            throw CommandFailure(
                .usage,
                "cannot find \(name): it has no number; give entry:N, N as in `npbench history list`"
            )
        }
        return try options.read { store throws(HistoryError) in try store.entry(number) }
    }
}
