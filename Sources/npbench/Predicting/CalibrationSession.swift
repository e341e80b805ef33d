import ArgumentParser
import Experiment
import Foundation
import Layouts
import Linux
import Results
import Rules

/// One calibration, inside its namespaces.
struct CalibrationSession {
    private let command: CalibrateCommand
    private let ladder: CalibrationLadder
    private let plan: RunPlan
    private let setup: TwinSetup
    private let begun = Date.now
    private let machine = MachineFacts.collect()

    init(_ command: CalibrateCommand) throws {
        self.command = command
        ladder = CalibrationLadder(kinds: command.kinds.kinds, most: command.rules)
        let input = try ExperimentInput(
            command.cluster,
            [command.cluster.clusters(pods: [2000]).onlyInput()],
            // Only for the client's addresses: one that policies let through does without them too.
            controllers: [.kubeRouter020],
            keepsCPUsAwake: IdleCPUs.usual(on: machine) == .awake
        )
        let budget = Budget(
            seconds: command.budget.seconds,
            scales: 1,
            comparisons: ladder.steps.count,
            sampleOverhead: Budget.sampleOverhead(
                usesNftables: command.kinds.kinds.contains(where: \.isNftables),
                input.plan.interleaving
            )
        )
        var plan = input.plan
        plan.controller = ladder.steps.map(\.treatment.controller).joined(separator: ",")
        plan.policies = []
        plan.take(
            budget.size(levels: [command.concurrency], quads: command.quads, sliceSeconds: command.slice?.seconds)
        )
        self.plan = plan
        var setup = input.setup
        setup.extraRules = ladder.extraRules
        self.setup = setup
    }

    func run() throws {
        let board = ProgressBoard(isQuiet: command.json)
        let result = try QuietExperiment(plan: plan, setup: setup, board: board).samples()
        let record = RunRecord(
            npbenchVersion: Npbench.configuration.version,
            arguments: Array(CommandLine.arguments.dropFirst()),
            plan: plan,
            outcome: result.outcome,
            scales: result.scales,
            started: begun.ISO8601Format(),
            seconds: result.seconds,
            machineAtStart: machine
        )
        let calibration: Calibration
        do throws(TestbedError) {
            calibration = try Calibration(record, ladder: ladder, samples: result.samples) {
                (sent, received) throws(TestbedError) in
                try TracedNode(setup, scale: plan.scales[0])
                    .work(in: .off, sentSegments: sent, receivedSegments: received)
            }
        } catch {
            throw CommandFailure(error)
        }
        let text = try calibration.json()
        try OutputFile(command.output).write(text)
        try StandardOutput.write(command.json ? text : calibration.text + "\nPrices: \(command.output)\n")
    }
}
