import ArgumentParser
import Foundation
import History
import Report
import Statistics

/// `npbench history plot`: pictures of series over time.
struct HistoryPlotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plot",
        abstract: "Draws the newest run's series over time, with their changes.",
        discussion: """
            Writes for each series a table, a gnuplot script that runs alone on it, and the picture.

            EXAMPLES
              npbench history plot --output pictures
            """
    )

    @OptionGroup var options: HistoryOptions

    @Option(help: ArgumentHelp("The directory to write to.", valueName: "dir"))
    var output = "npbench-history"

    @Flag(help: "Draw each concurrency level too, not only the mean over all.")
    var levels = false

    func run() throws {
        let today = Date.now.formatted(.iso8601.year().month().day())
        let charts = try options.read { store throws(HistoryError) in
            try store.check(everyLevel: levels, today: today).trends.map { trend throws(HistoryError) in
                HistoryChart(trend, canary: try store.points(of: trend.key.canary))
            }
        }
        let directory = try OutputDirectory(creating: output, overwrite: true)
        for (index, chart) in charts.enumerated() {
            let name = "history-\(index + 1)"
            do { try chart.write(to: directory.path, name: name) } catch { throw CommandFailure(error) }
            try StandardOutput.write("\(directory[name + ".svg"]): \(chart.title)\n")
        }
    }
}

extension HistoryChart {
    fileprivate init(_ trend: Trend, canary: [SeriesPoint]) {
        let rates = Dictionary(canary.map { ($0.entry, $0.value.estimate) }) { first, _ in first }
        let places = Dictionary(zip(trend.points.map(\.entry), trend.points.indices)) { first, _ in first }
        self.init(
            title: trend.key.description,
            rows: trend.points.map { point in
                Row(
                    entry: point.entry,
                    started: point.started,
                    revision: point.revision,
                    ratio: point.value.estimate,
                    low: point.value.interval.low,
                    high: point.value.interval.high,
                    offRate: rates[point.entry] ?? .nan
                )
            },
            changes: trend.changes.compactMap { change in
                places[change.first.entry].map { Change(index: $0, isConfirmed: change.state == .confirmed) }
            },
            regimes: trend.regimes.map { Regime(rows: $0.places, mean: $0.mean) }
        )
    }
}
