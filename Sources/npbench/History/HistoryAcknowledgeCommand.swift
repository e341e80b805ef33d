import ArgumentParser
import Foundation
import History

/// `npbench history acknowledge`: a change that is known and meant.
struct HistoryAcknowledgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge",
        abstract: "Says that a change is known, so that `check` does not fail for it until a day.",
        discussion: """
            The entry is the one with which the change began, as `check` names it. All series that changed there are meant.

            EXAMPLES
              npbench history acknowledge 31 --reason 'policies grew from 1 to 4' --until 2027-01-31
            """
    )

    @OptionGroup var options: HistoryOptions

    @Argument(help: "The number of the first entry after the change.")
    var entry: Int64

    @Option(help: ArgumentHelp("Why the change is accepted.", valueName: "text"))
    var reason: String

    @Option(help: ArgumentHelp("The last day on which that holds, in UTC.", valueName: "yyyy-mm-dd"))
    var until: String

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) {
            throw ValidationError("--reason is empty; say why the change is accepted")
        }
        guard let day = try? Date(until, strategy: .iso8601.year().month().day()),
            day.formatted(.iso8601.year().month().day()) == until
        else { throw ValidationError("--until is '\(until)'; give a day as 2027-01-31") }
    }

    func run() throws {
        let acknowledgement = Acknowledgement(entry: entry, reason: reason, expires: until)
        try options.read { store throws(HistoryError) in try store.acknowledge(acknowledgement) }
        try StandardOutput.write("The change at entry \(entry) is acknowledged until \(until).\n")
    }
}
