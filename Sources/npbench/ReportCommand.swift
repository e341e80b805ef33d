import ArgumentParser
import Report
import Results

/// `npbench report`: a result directory drawn again, or in another program's format.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Draws the page, tables, pictures and summary of a result directory again, or exports it.",
        discussion: """
            Of a run that was killed it makes what the samples hold. Nothing is measured.

            EXAMPLES
              npbench report npbench-result-20261128T051500Z
              npbench report DIR --export benchfmt > new.txt && benchstat old.txt new.txt
            """
    )

    @Argument(help: "The result directory of a run.")
    var directory: String

    @Option(
        help: ArgumentHelp(
            "Write nothing; print the run in this format: "
                + "\(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "format"
        )
    )
    var export: ExportFormat?

    @Option(help: "What was measured, for --export: a commit or a version.")
    var revision = ""

    func run() throws {
        let folder = try ResultFolder(directory)
        do {
            if let export {
                try StandardOutput.write(export.text(of: [exported(folder)]))
            } else {
                try draw(folder)
            }
        } catch let error as ReportError {
            throw CommandFailure(error)
        }
    }

    private func exported(_ folder: ResultFolder) throws(CommandFailure) -> ExportedRun {
        ExportedRun(
            revision: revision,
            run: folder.tables.run,
            costs: folder.tables.costs,
            curves: folder.tables.curves,
            samples: try folder.samples()
        )
    }

    private func draw(_ folder: ResultFolder) throws {
        let style: Style = StandardOutput.takesColour ? .coloured : .plain
        try StandardOutput.write(Summary(folder.tables).text(style))
        try ReportWriter.write(folder.tables, evidence: try folder.evidence(), to: directory)
        try StandardOutput.write("\nResults: \(directory)\n")
    }
}
