import Cluster
import Layouts
import Experiment
import Results

extension TwinSetup {
    /// The set-up of `run` without options, on `cluster`.
    static func sample(
        _ cluster: ClusterModel,
        nodeName: String = SyntheticCluster.nodeName,
        target: ServiceReference = .test,
        fault: Fault? = nil
    ) -> TwinSetup {
        TwinSetup(
            cluster: { _ in cluster },
            nodeName: nodeName,
            target: target,
            serviceProxy: .kubeProxyIptables110,
            controllers: [.kubeRouter020],
            position: .middle,
            seed: 1,
            cpus: CPUPlan(available: [0, 1]),
            fault: fault
        )
    }
}

extension ClusterModel {
    /// A synthetic cluster under the published policy.
    static func synthetic(services: Int = 3, pods: Int = 8, localPods: Int = 5) throws -> ClusterModel {
        var cluster = try SyntheticCluster(services: services, pods: pods, localPods: localPods).model
        cluster.policies = [.npdMultiport]
        return cluster
    }
}
