import Experiment
import Layouts
import Linux
import Results

/// One `npbench predict`: every scale under every controller, and with `--check` a run of the same.
struct PredictionSession {
    private let command: PredictCommand
    private let calibration: Calibration
    private let input: ExperimentInput

    /// Whether some rules are tables of nftables, for which `--check` needs `nft`.
    var usesNftables: Bool { setup.controllers.contains(where: \.usesNftables) || setup.serviceProxy.usesNftables }

    init(_ command: PredictCommand) throws {
        self.command = command
        calibration = try CalibrationFile(path: command.calibration).calibration(anyMachine: command.otherMachine)
        // Refuses what cannot be measured, too: it could not be held against a run.
        input = try ExperimentInput(
            command.cluster,
            command.cluster.clusters(pods: [8000]).inputs(),
            controllers: command.cluster.chosenControllers(),
            keepsCPUsAwake: IdleCPUs.usual(on: MachineFacts.collect()) == .awake
        )
    }

    func run() throws {
        var costs = try predictions()
        if command.check {
            let plan = plan
            let board = ProgressBoard(isQuiet: command.json)
            let result = try QuietExperiment(plan: plan, setup: setup, board: board).samples()
            let measured = Analysis(plan: plan, samples: result.samples).costs.filter { $0.concurrency == nil }
            for index in costs.indices {
                costs[index].measured = measured.first {
                    $0.scale == costs[index].scale && $0.controller == costs[index].controller
                }
            }
        }
        try StandardOutput.write(
            command.json
                ? try PredictionDocument(costs, of: calibration).text()
                : costs.map { $0.text(of: calibration) }.joined(separator: "\n")
        )
    }

    private func predictions() throws -> [PredictedCost] {
        var costs: [PredictedCost] = []
        let (sent, received) = (calibration.sentSegments, calibration.receivedSegments)
        for scale in input.plan.scales {
            do {
                let node = try TracedNode(setup, scale: scale)
                let off = try node.work(in: .off, sentSegments: sent, receivedSegments: received)
                for controller in setup.controllers {
                    let treatment = Treatment(.on, of: controller.rawValue)
                    let on = try node.work(in: treatment, sentSegments: sent, receivedSegments: received)
                    costs.append(
                        PredictedCost(
                            scale: scale,
                            controller: controller.rawValue,
                            prediction: try CostPrediction(calibration, off: off, on: on)
                        )
                    )
                }
            } catch let error as TestbedError {
                throw CommandFailure(error)
            } catch let error as ResultsError {
                throw CommandFailure(.failed, error.description)
            }
        }
        return costs
    }

    /// The run that `--check` makes: at the calibration's level alone.
    private var plan: RunPlan {
        let count = input.plan.scales.count * setup.controllers.count
        let budget = Budget(
            seconds: command.budget.seconds * Double(count),
            scales: input.plan.scales.count,
            comparisons: setup.controllers.count,
            sampleOverhead: Budget.sampleOverhead(usesNftables: setup.usesNftables, input.plan.interleaving)
        )
        var plan = input.plan
        plan.take(budget.size(levels: calibration.plan.levels))
        return plan
    }

    private var setup: TwinSetup { input.setup }
}
