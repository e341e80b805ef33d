import Cluster
import Experiment
import Layouts
import Linux
import Results

/// What an experiment measures, as the options of its command say: whose rules, on which node of which clusters.
struct ExperimentInput {
    /// The twins to build: of the cluster of each scale, without rules or faults beside what programs write.
    let setup: TwinSetup
    /// A plan of no size yet: the scales in the order asked for, each controller in the arm `on`, over new connections.
    let plan: RunPlan

    /// - Parameters:
    ///   - inputs: the clusters that `options` describe, at least one.
    ///   - keepsCPUsAwake: whether CPUs without work are kept from sleeping.
    ///   - interleaving: how finely the samples of a quad are interleaved, where they can be.
    /// - Throws: if the target or the service proxy cannot be measured.
    init(
        _ options: ClusterOptions,
        _ inputs: [ClusterInput],
        controllers: [Controller],
        keepsCPUsAwake: Bool,
        interleaving: Interleaving = .fine
    ) throws(CommandFailure) {
        let target = options.target ?? .test
        let scales = try inputs.map { (input) throws(CommandFailure) in try input.scale(target: target) }
        let serviceProxy = try options.chosenServiceProxy()
        do { try serviceProxy.requireProgrammable() } catch { throw CommandFailure(error) }
        let position = options.position ?? .middle
        let clusters = Dictionary(zip(scales, inputs.map(\.cluster)), uniquingKeysWith: { first, _ in first })
        var setup = TwinSetup(
            cluster: { scale in clusters[scale] ?? ClusterModel() },
            nodeName: inputs[0].node.name,
            target: target,
            serviceProxy: serviceProxy,
            controllers: controllers,
            position: position,
            seed: options.seed,
            cpus: try Self.cpus(keptAwake: keepsCPUsAwake)
        )
        setup.interleaving = interleaving
        self.setup = setup
        plan = RunPlan(
            scales: scales,
            serviceProxy: serviceProxy.rawValue,
            controller: controllers.map(\.rawValue).joined(separator: ","),
            policies: inputs[0].cluster.policies.map { "\($0.namespace)/\($0.name)" },
            target: target.description,
            position: position.rawValue,
            connections: .perRequest,
            levels: [],
            quads: 0,
            sliceSeconds: 0,
            arms: [.on],
            seed: options.seed,
            interleaving: interleaving
        )
    }

    /// The CPUs that this process may use, split between generator and pods.
    private static func cpus(keptAwake: Bool) throws(CommandFailure) -> CPUPlan {
        do throws(SystemError) {
            var plan = CPUPlan(available: try CPUAffinity.current().cpus)
            plan.areKeptAwake = keptAwake
            return plan
        } catch {
            throw CommandFailure(.failed, error.description)
        }
    }
}
