import ArgumentParser
import History
import Report

/// `npbench history export`: a history in another program's format.
struct HistoryExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Prints a history, or a run of it, in a format that another program reads.",
        discussion: """
            benchfmt (benchstat), openmetrics (Prometheus) and otava (Apache Otava) hold all runs of the kind of the newest one; bencher, \
            github-bigger, github-smaller (github-action-benchmark wants one direction a file) and junit hold one run.

            EXAMPLES
              npbench history export --format otava > runs.csv
              npbench history export --format bencher --entry 31 > bmf.json
            """
    )

    @OptionGroup var options: HistoryOptions

    @Option(help: "The format.")
    var format: ExportFormat

    @Option(help: ArgumentHelp("Only this run (formats of one run: the newest).", valueName: "n"))
    var entry: Int64?

    func run() throws {
        let runs = try options.read { store throws(HistoryError) in try chosen(store) }
        do { try StandardOutput.write(try format.text(of: runs)) } catch let error as ReportError {
            throw CommandFailure(error)
        }
    }

    private func chosen(_ store: HistoryStore) throws(HistoryError) -> [ExportedRun] {
        let newest = try store.newestEntry()
        guard let chosen = entry ?? newest else { return [] }
        let last = try store.entry(chosen)
        guard entry == nil, !format.isOfOneRun else { return [ExportedRun(last)] }
        var runs: [ExportedRun] = []
        for line in try store.lines() {
            let entry = try store.entry(line.id)
            if RunKind(entry.run).differences(to: RunKind(last.run)).isEmpty { runs.append(ExportedRun(entry)) }
        }
        return runs
    }
}

extension ExportFormat: ExpressibleByArgument {}

extension ExportedRun {
    fileprivate init(_ entry: HistoryEntry) {
        self.init(revision: entry.revision, run: entry.run, costs: entry.costs, curves: entry.curves)
    }
}
