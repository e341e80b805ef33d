import Experiment
import Results

extension Scale {
    static let small = Scale(services: 1000, pods: 2000, localPods: 22)
    static let large = Scale(services: 1000, pods: 8000, localPods: 82)
}

extension RunPlan {
    /// A plan that tests bend to their needs.
    static func sample(
        scales: [Scale] = [.large],
        levels: [Int] = [1, 8],
        quads: Int = 6,
        arms: [Arm] = [.on],
        seed: UInt64 = 1,
        modes: [ConnectionMode] = [.perRequest],
        latencyShare: Double? = nil,
        interleaving: Interleaving? = nil
    ) -> RunPlan {
        RunPlan(
            scales: scales,
            serviceProxy: "kube-proxy-iptables-1.10",
            controller: "kube-router-0.2.0",
            policies: ["default/npd-multiport"],
            target: "default/test:80",
            position: "middle",
            connections: modes[0],
            levels: levels,
            quads: quads,
            sliceSeconds: 0.25,
            arms: arms,
            seed: seed,
            connectionModes: modes.count > 1 ? modes : nil,
            latency: latencyShare.map { LatencyLoad(share: $0) },
            interleaving: interleaving
        )
    }
}

extension ExperimentRunner {
    /// Runs `plan` on `testbed`, whose clock is the run's.
    static func simulate(_ plan: RunPlan, on testbed: SimulatedTestbed) -> ExperimentResult
    where World == SimulatedTestbed {
        var runner = ExperimentRunner(
            plan: plan,
            testbed: testbed,
            record: { _ in },
            now: { testbed.clock },
            pause: { testbed.pass(seconds: $0) }
        )
        return runner.run()
    }
}
