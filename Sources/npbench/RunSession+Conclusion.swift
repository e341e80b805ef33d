import Experiment
import Report
import Results

/// What a run leaves and prints in the end.
extension RunSession {
    /// Analyses, writes the report, prints it, and throws what the run ended with.
    func conclude(_ result: ExperimentResult) throws {
        let analysis = Analysis(plan: plan, samples: result.samples)
        var outcome = result.outcome
        if outcome == .completed, analysis.invalidity != nil { outcome = .invalid }
        let cause = result.error?.description ?? analysis.invalidity
        var run = record(
            outcome,
            result,
            scales: result.scales,
            warnings: resumptionWarnings() + analysis.warnings + machineWarnings(),
            cause: cause
        )
        run.precision = ScalePrecision.records(result.samples, of: plan)
        run.syncs = SyncFacts.all(of: plan, result.samples)
        run.warnings += run.precisionWarnings + RunWarning.syncs(run.syncs ?? [])
        try journal.write(run)
        let tables = analysis.tables(of: run)
        let undrawn: ReportError?
        do {
            try ReportWriter.write(
                tables,
                evidence: RunEvidence(plan: plan, samples: result.samples, costs: tables.costs),
                to: journal.directory.path
            )
            undrawn = nil
        } catch {
            undrawn = error
        }
        try show(tables)
        // Why there is nothing to believe weighs more than what could not be drawn of it; both are said.
        if let undrawn, result.error != nil || analysis.invalidity != nil {
            StandardError.write("npbench: \(undrawn.description)\n")
        }
        if let error = result.error { throw CommandFailure(error) }
        if let invalidity = analysis.invalidity { throw CommandFailure(.invalidRun, invalidity) }
        if let undrawn { throw CommandFailure(undrawn) }
    }

    private func show(_ tables: RunTables) throws {
        guard !command.json else {
            try StandardOutput.write(CostDocument(tables).text())
            return
        }
        let style: Style = StandardOutput.takesColour ? .coloured : .plain
        try StandardOutput.write("\n" + Summary(tables).text(style))
        try StandardOutput.write("\nResults: \(journal.directory.path)\n")
    }
}
