import ArgumentParser
import Foundation
import History
import Report
import Statistics

/// `npbench history check`: the gate that a CI job calls.
struct HistoryCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Says whether the newest run belongs to a regression; what a CI job calls.",
        discussion: """
            EXAMPLES
              npbench history check
              npbench history check --junit regressions.xml --strict

            EXIT STATUS
              0 no confirmed regression, 2 one, 5 fewer than nine runs of this kind or no history, 8 suspect (with --strict), \
            1 failed, 64 usage
            """
    )

    @OptionGroup var options: HistoryOptions

    @Option(help: ArgumentHelp("Judge this run by those before it instead of the newest.", valueName: "n"))
    var entry: Int64?

    @Option(help: ArgumentHelp("The smallest change of the ratio to be told, in percent.", valueName: "percent"))
    var magnitude = 3.0

    @Flag(help: "Judge each concurrency level too, with as many more chances of a false alarm.")
    var levels = false

    @Flag(help: "End with status 8 if a fall is suspect, so that the job runs again.")
    var strict = false

    @Option(help: ArgumentHelp("Also write the series as JUnit XML.", valueName: "file"))
    var junit: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard magnitude > 0, magnitude < 100 else {
            throw ValidationError("--magnitude is \(magnitude); give a percentage above 0 and below 100")
        }
    }

    func run() throws {
        let today = Date.now.formatted(.iso8601.year().month().day())
        let watch = ChangeWatch(magnitude: magnitude / 100)
        let report = try options.read { store throws(HistoryError) in
            let check = try store.check(entry: entry, everyLevel: levels, today: today, watch: watch)
            return CheckReport(check, alarms: try Alarm.all(of: check, in: store))
        }
        if let junit { try OutputFile(junit).write(report.junit) }
        try StandardOutput.write(json ? try CommandJSON.text(report.document) : report.text)
        if let failure = report.failure(strict: strict) { throw failure }
    }
}
