import Experiment
import Foundation
import Linux
import Results
import Rules
import Twin

/// One run, inside its namespaces: measures, keeps what it measures, and reports.
struct RunSession {
    let command: RunCommand
    var plan: RunPlan
    let room: Budget
    /// What decided the plan's size, if a pilot did.
    var pilot: PilotPlan?
    let setup: TwinSetup
    let journal: RunJournal
    /// What the run goes on from, and how it does; nil for one that begins.
    let earlier: EarlierRun?
    let resumption: RunRecord.Resumption?
    let begun = Date.now
    let machine: MachineWatch

    init(_ command: RunCommand, resuming earlier: EarlierRun? = nil) throws {
        self.command = command
        self.earlier = earlier
        machine = try MachineWatch()
        let options = command.cluster
        let input = try ExperimentInput(
            options,
            options.clusters(pods: [2000, 6000, 8000]).inputs(),
            controllers: command.hold ? [options.chosenController()] : options.chosenControllers(),
            keepsCPUsAwake: !command.hold && (command.idleCPUs ?? .usual(on: machine.start)) == .awake,
            interleaving: command.hold ? .coarse : command.interleaving ?? .fine
        )
        var plan = command.plan(of: input)
        room = command.room(for: plan, usesNftables: input.setup.usesNftables)
        if let earlier {
            try earlier.check(plan)
            plan = earlier.record.plan
        } else {
            plan.take(command.size(room))
        }
        if !command.hold, let defect = plan.defect { throw CommandFailure(.usage, defect) }
        self.plan = plan
        resumption = try earlier?.resumption(
            on: machine.start,
            started: begun.ISO8601Format(),
            anyMachine: command.anyMachine
        )
        var setup = input.setup
        setup.fault = command.fault
        for compared in plan.injectedRules == nil ? [] : plan.comparisons {
            setup.extraRules[compared] = ExtraRules(.comment, count: plan.injectedRules ?? 0)
        }
        setup.churnSeconds = plan.churnSeconds
        setup.interleaving = plan.interleaving ?? .coarse
        self.setup = setup
        journal = RunJournal(
            directory: OutputDirectory(existing: command.output ?? "."),
            earlier: earlier,
            controllers: plan.controllers
        )
        for scale in plan.scales { try RunSession.check(scale, in: setup) }
        try RunSession.requireMemory(
            for: command.hold ? [plan.scales[0]] : plan.scales,
            plan.interleaving,
            of: machine.start
        )
    }

    mutating func run() throws {
        do { try EnclosedFilesystem.prepare() } catch { throw CommandFailure(error) }
        Interrupt.catchSignals()
        if command.hold {
            try HeldTwin(setup: setup, controller: setup.controllers[0], scale: plan.scales[0]).stay()
        } else {
            let board = ProgressBoard(isQuiet: command.json)
            try takePilot(board)
            try measure(board)
        }
    }

    /// Refuses a target that could not be measured, before anything is built or written.
    private static func check(_ scale: Scale, in setup: TwinSetup) throws(CommandFailure) {
        do throws(TestbedError) { _ = try TwinBlueprint(setup, scale: scale) } catch { throw CommandFailure(error) }
    }
}
