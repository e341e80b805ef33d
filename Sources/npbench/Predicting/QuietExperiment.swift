import Experiment
import Linux
import Results

/// An experiment that keeps no result directory: its samples go to whoever asked.
struct QuietExperiment {
    let plan: RunPlan
    let setup: TwinSetup
    let board: ProgressBoard

    /// Measures the plan; throws what it ended with if that is no whole run, or one whose own control raises an alarm.
    func samples() throws(CommandFailure) -> ExperimentResult {
        try RunSession.requireMemory(
            for: plan.scales,
            plan.interleaving,
            of: MachineFacts.collect(reading: ProcFilesystem())
        )
        do { try EnclosedFilesystem.prepare() } catch { throw CommandFailure(error) }
        Interrupt.catchSignals()
        let overhead = Budget.sampleOverhead(usesNftables: setup.usesNftables, plan.interleaving)
        board.say(plan.sentence(overhead: overhead))
        var runner = ExperimentRunner(
            plan: plan,
            testbed: TwinTestbed(setup),
            overhead: overhead,
            record: { (_) throws(TestbedError) in },
            report: { board.show($0) },
            isInterrupted: { Interrupt.isRequested }
        )
        let result = runner.run()
        board.clear()
        if let error = result.error { throw CommandFailure(error) }
        if let invalidity = Analysis(plan: plan, samples: result.samples).invalidity {
            throw CommandFailure(.invalidRun, invalidity)
        }
        return result
    }
}
