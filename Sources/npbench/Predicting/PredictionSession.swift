import Cluster
import Experiment
import Layouts
import Linux
import Results

/// One `npbench predict`: every scale under every controller, and with `--check` a run of the same.
struct PredictionSession {
    private let command: PredictCommand
    private let calibration: Calibration
    private let setup: TwinSetup
    private let scales: [Scale]
    private let policies: [String]

    /// Whether some rules are tables of nftables, for which `--check` needs `nft`.
    var usesNftables: Bool { setup.controllers.contains(where: \.usesNftables) || setup.serviceProxy.usesNftables }

    init(_ command: PredictCommand) throws {
        self.command = command
        let options = command.cluster
        calibration = try CalibrationFile(path: command.calibration).calibration(anyMachine: command.otherMachine)
        let inputs = try options.clusters(pods: [8000]).inputs()
        let target = options.target ?? .test
        let scales = try inputs.map { try $0.scale(target: target) }
        let serviceProxy = try options.chosenServiceProxy()
        // What cannot be measured cannot be held against a run either.
        do { try serviceProxy.requireProgrammable() } catch { throw CommandFailure(error) }
        let clusters = Dictionary(zip(scales, inputs.map(\.cluster)), uniquingKeysWith: { first, _ in first })
        setup = TwinSetup(
            cluster: { scale in clusters[scale] ?? ClusterModel() },
            nodeName: inputs[0].node.name,
            target: target,
            serviceProxy: serviceProxy,
            controllers: try options.chosenControllers(),
            position: options.position ?? .middle,
            seed: options.seed,
            cpus: try RunSession.cpus(keptAwake: IdleCPUs.usual(on: MachineFacts.collect()) == .awake)
        )
        self.scales = scales
        policies = inputs[0].cluster.policies.map { "\($0.namespace)/\($0.name)" }
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
        for scale in scales {
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
        let count = scales.count * setup.controllers.count
        let budget = Budget(
            seconds: command.budget.seconds * Double(count),
            scales: scales.count,
            comparisons: setup.controllers.count,
            sampleOverhead: Budget.sampleOverhead(usesNftables: setup.controllers.contains(where: \.usesNftables))
        )
        let size = budget.size(levels: calibration.plan.levels)
        return RunPlan(
            scales: scales,
            serviceProxy: setup.serviceProxy.rawValue,
            controller: setup.controllers.map(\.rawValue).joined(separator: ","),
            policies: policies,
            target: setup.target.description,
            position: setup.position.rawValue,
            connections: .perRequest,
            levels: size.levels,
            quads: size.quads,
            sliceSeconds: size.sliceSeconds,
            arms: [.on],
            seed: setup.seed
        )
    }
}
