package import Addressing
package import Cluster

/// The cluster of a case as it stands between two changes.
package struct CaseWorld: Equatable, Sendable {
    private var namespaces: [Namespace]
    private var pods: [CasePod]
    private var policies: [NetworkPolicy] = []

    /// The cluster before the first step.
    package init(_ conformanceCase: ConformanceCase) {
        namespaces = conformanceCase.namespaces
        pods = conformanceCase.pods
    }

    /// Makes a change; one that names what does not exist changes nothing.
    package mutating func apply(_ change: CaseChange) {
        switch change {
        case .start(let pod):
            pods.removeAll { $0.name == pod.name }
            pods.append(pod)
        case .remove(let name):
            pods.removeAll { $0.name == name }
        case .apply(let policy):
            if let index = policies.firstIndex(where: { $0.namespace == policy.namespace && $0.name == policy.name }) {
                policies[index] = policy
            } else {
                policies.append(policy)
            }
        case .delete(let name, let namespace):
            policies.removeAll { $0.namespace == namespace && $0.name == name }
        case .relabel(let name, let labels):
            for index in pods.indices where pods[index].name == name { pods[index].labels = labels }
        case .relabelNamespace(let name, let labels):
            for index in namespaces.indices where namespaces[index].name == name { namespaces[index].labels = labels }
        }
    }

    /// The pods that must be started for the probes of a step: sources that do not exist, each once.
    package func clients(for step: CaseStep) -> [CasePod] {
        var known = Set(pods.map(\.name))
        return step.probes.compactMap { probe in
            guard case .pod(let name) = probe.source, known.insert(name).inserted else { return nil }
            return CasePod(name)
        }
    }

    /// The cluster as the API server lists it while `clients` run too; with IPv6 among `families`, with both stacks.
    package func cluster(with clients: [CasePod], families: [IPFamily] = [.ipv4]) -> ClusterModel {
        let all = pods + clients
        let cluster = ClusterModel(
            namespaces: namespaces,
            nodes: [CaseFixture.node],
            pods: all.map(\.pod),
            services: pods.compactMap(\.service),
            policies: policies
        )
        return families.contains(.ipv6) ? cluster.withCompanions : cluster
    }
}
