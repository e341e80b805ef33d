import ArgumentParser
import Glibc

/// The command: parses, runs one subcommand, and turns its failure into one line and an exit status.
@main
struct Npbench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "npbench",
        abstract: "Says what Kubernetes NetworkPolicy enforcement costs a node.",
        version: "0.1.0",
        subcommands: [
            RunCommand.self, LoadCommand.self, RulesCommand.self, ExplainCommand.self, ConformanceCommand.self,
            CalibrateCommand.self, PredictCommand.self, ReportCommand.self, CompareCommand.self, HistoryCommand.self,
            ClusterCommand.self, ShellCommand.self,
            DoctorCommand.self,
        ]
    )

    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as CommandFailure {
            StandardError.write("npbench: \(failure)\n")
            Glibc.exit(failure.status.rawValue)
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            StandardError.write("npbench: \(UsageSentence(message(for: error), arguments: CommandLine.arguments))\n")
            Glibc.exit(CommandFailure.Status.usage.rawValue)
        }
    }
}
