package import Addressing
package import Cluster
package import Policy
package import Rules

/// The rules of kube-router 0.2.0 as a NetworkPolicy controller only (`--run-firewall=true`), the version of the
/// published experiment.
///
/// Read from kube-router `pkg/controllers/netpol/network_policy_controller.go` at tag v0.2.0, and equal to recordings of
/// the real program. Everything is in the filter table. The real program walks maps, so its order of pods and policies is
/// random; here it is the cluster's, the first pod on top.
///
/// What this version does otherwise than the API says is kept: it reads `matchLabels` only, ignores `except` and
/// `endPort`, tells pods apart by address alone (a finished pod and a hostNetwork pod count as selected), and filters
/// nothing that a pod sends to its own node.
///
/// The policy of the experiment gives 7 L + 3 rules for L selected local pods. Cost: (policies) x (pods).
package struct KubeRouter020: ControllerLayout {
    /// Part of every chain name's hash; the real program takes the Unix time in nanoseconds when a sync starts, so that
    /// every sync makes new chains.
    package let version: String

    package init(version: String) {
        self.version = version
    }

    /// A version for a seed: the day of the release, and the seed's last nine digits as nanoseconds.
    package static func version(seed: UInt64) -> String {
        String(1_535_673_600_000_000_000 + seed % 1_000_000_000)
    }

    static let name = Controller.kubeRouter020.rawValue

    package var dialect: PolicyDialect { .kubeRouter020 }

    package var denial: Denial { .refused }

    package func ruleset(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> Ruleset {
        let policies = try enforcedPolicies(of: cluster)
        let pods = try firewalledPods(of: cluster, on: node, under: policies)
        let ingress = pods.filter { $0.directions.contains(.ingress) }
        let egress = pods.filter { $0.directions.contains(.egress) }
        // Every rule is inserted at the top and egress comes after ingress, so egress ends above it.
        let filter = Table(
            .filter,
            builtIn: [
                "FORWARD": egress.flatMap(\.egressForwardRules) + ingress.flatMap(\.ingressForwardRules),
                "OUTPUT": ingress.map(\.outputRule),
            ],
            own: policies.map(\.chain) + pods.map { $0.chain(under: policies) }
        )
        return try Ruleset(tables: [filter], sets: policies.flatMap(\.sets)).validated(for: KubeRouter020.name)
    }

    package func acceptRules(
        for cluster: ClusterModel,
        on node: Node,
        toward targets: [IPv4Address]
    ) throws(LayoutError) -> [RuleReference] {
        let policies = try enforcedPolicies(of: cluster)
        let isolated = Set(
            try firewalledPods(of: cluster, on: node, under: policies)
                .filter { $0.directions.contains(.ingress) }
                .map(\.address)
        ).intersection(targets)
        return policies.filter { !$0.targets.isDisjoint(with: isolated) }.flatMap { policy in
            policy.ingressRules.map { RuleReference(table: .filter, chain: policy.chain.name, index: $0) }
        }
    }

    /// The local pods that get a chain: those whose address some policy of their namespace selects.
    ///
    /// Where pods share an address (hostNetwork, or a finished pod's address given out again) the program keeps an
    /// arbitrary one, and here it is the first.
    private func firewalledPods(
        of cluster: ClusterModel,
        on node: Node,
        under policies: [EnforcedPolicy]
    ) throws(LayoutError) -> [FirewalledPod] {
        guard let host = node.address else {
            throw LayoutError(
                .unsupportedInput,
                "\(KubeRouter020.name) cannot tell which pods run on node \(node.name), because the node has no InternalIP "
                    + "address; add one to its status.addresses"
            )
        }
        var seen: [NetworkPolicy.Direction: Set<IPv4Address>] = [:]
        return cluster.pods.compactMap { pod in
            guard pod.hostAddress == host, let address = pod.address else { return nil }
            let own = policies.filter { $0.namespace == pod.namespace && $0.targets.contains(address) }
            let directions = own.reduce(into: Set<NetworkPolicy.Direction>()) { $0.formUnion($1.directions) }
                .filter { seen[$0, default: []].insert(address).inserted }
            guard !directions.isEmpty else { return nil }
            return FirewalledPod(pod, address: address, directions: directions, version: version)
        }
    }
}
