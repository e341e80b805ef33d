import Addressing
import Cluster
import Layouts
import Policy
import Twin

extension TwinPlan {
    /// The twin that stands for the node under test of `cluster`.
    init(
        _ setup: TwinSetup,
        cluster: ClusterModel,
        target: ServiceTarget,
        sources: ClientSources
    ) throws(ClusterError) {
        let node = try cluster.node(named: setup.nodeName)
        let targetPorts = Dictionary(
            target.port.endpoints.map { ($0.address, [$0.port]) },
            uniquingKeysWith: +
        )
        let localPods = cluster.localPods(on: node.name).compactMap { pod -> LocalPod? in
            guard let address = pod.address else { return nil }
            let served = targetPorts[address]
            let own = pod.ports.filter { $0.transport == .tcp }.map(\.number)
            return LocalPod(
                namespace: pod.namespace,
                name: pod.name,
                address: address,
                ports: Set(own + (served ?? [])).sorted(),
                role: served == nil ? .interference : .server,
                // Calico tells pods apart by it, and the other controllers do not look.
                interface: CalicoIptables.interface(of: pod)
            )
        }
        let remotePorts = cluster.services.flatMap(\.ports).filter { $0.transport == .tcp }
            .flatMap(\.endpoints).map(\.port)
        self.init(
            localPods: localPods,
            remotePorts: Set(remotePorts).sorted(),
            remoteBlocks: [cluster.clusterCIDR],
            nodeAddress: node.address ?? TwinPlan.defaultNodeAddress,
            clientAddress: sources.allowed,
            strangerAddress: sources.forbidden,
            serverCPUs: setup.cpus.servers
        )
    }

    /// For a node whose manifest has no address: one that no default range of Kubernetes holds.
    private static let defaultNodeAddress = IPv4Address(172, 31, 255, 1)
}
