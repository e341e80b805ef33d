package import Addressing
package import Cluster
package import Policy
package import Rules

/// The rules of Calico's Felix 3.20.5 in iptables mode, filter table, IPv4, for NetworkPolicies alone.
///
/// Read from projectcalico/felix at tag v3.20.5 and projectcalico/libcalico-go; every rule bears the hash that Felix gives it, and
/// those of the fixed chains equal the ones on real nodes. Pods are told apart by their interfaces, which must have Calico's
/// names (`interface(of:)`): a tree of two levels leads to a pod's chain. What no policy allows is dropped, not refused.
///
/// The policy of the experiment gives some 26 rules a pod and 27 beside. Cost: (policies) x (pods).
package struct CalicoIptables: ControllerLayout {
    package init() {}

    static let name = Controller.calicoIptables.rawValue

    package var dialect: PolicyDialect { .standard }

    package var denial: Denial { .silent }

    /// The name that the node's end of the pod's link must have, for the rules to know the pod.
    package static func interface(of pod: Pod) -> String {
        interface(namespace: pod.namespace, pod: pod.name)
    }

    package static func interface(namespace: String, pod: String) -> String {
        CalicoName.interface(namespace: namespace, pod: pod)
    }

    package func ruleset(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> Ruleset {
        let policies = policies(of: cluster)
        let workloads = workloads(of: cluster, on: node, under: policies)
        let interfaces = DispatchTree(workloads.map(\.interface))
        let directions = NetworkPolicy.Direction.allCases
        // Only what a local pod needs is programmed.
        let used = policies.flatMap { policy in
            directions.filter { direction in workloads.contains { $0.policies(direction).contains(policy.name) } }
                .map { (policy, $0) }
        }
        let profiles = Set(workloads.flatMap(\.profiles)).sorted()
        let chains =
            CalicoFrame.own
            + interfaces.chains(CalicoFrame.fromWorkloads, "cali-fw-") { .inInterface($0) }
            + interfaces.chains(CalicoFrame.toWorkloads, "cali-tw-") { .outInterface($0) }
            + workloads.flatMap { workload in directions.map(workload.chain) }
            + used.map { policy, direction in policy.chain(direction) }
            + directions.flatMap { direction in profiles.map { Self.profile($0, direction) } }
        let filter = Table(name: .filter, chains: CalicoFrame.builtIn + chains).inKernelOrder()
        let sets = Dictionary(
            used.flatMap { policy, direction in policy.sets(direction) }.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return try Ruleset(tables: [filter], sets: sets.values.sorted { $0.name < $1.name }).validated(
            for: CalicoIptables.name
        )
    }

    package func acceptRules(
        for cluster: ClusterModel,
        on node: Node,
        toward targets: [IPAddress]
    ) throws(LayoutError) -> [RuleReference] {
        // Known connections leave the chain above these rules, and a packet leaves it with the first that lets it.
        workloads(of: cluster, on: node, under: policies(of: cluster)).filter { targets.contains($0.address) }.flatMap {
            workload in
            workload.acceptingRules(.ingress).map {
                RuleReference(table: .filter, chain: workload.chainName(.ingress), index: $0)
            }
        }
    }

    private func policies(of cluster: ClusterModel) -> [CalicoPolicy] {
        let selection = PolicySelection(of: cluster, dialect: dialect)
        return cluster.policies.map { CalicoPolicy($0, among: selection) }
    }

    private func workloads(of cluster: ClusterModel, on node: Node, under policies: [CalicoPolicy]) -> [Workload] {
        cluster.localPods(on: node.name).compactMap { pod in
            pod.address(in: .ipv4).map { Workload(pod, address: $0, under: policies) }
        }
    }

    /// A namespace's profile lets everything pass; a service account's has no rules, and bears its name only.
    private static func profile(_ name: String, _ direction: NetworkPolicy.Direction) -> Chain {
        let comment = "Profile \(name) \(direction.rawValue.lowercased())"
        let rules =
            name.hasPrefix("kns.")
            ? [
                CalicoRule(action: .setMark(CalicoMark.accept), comment: comment),
                CalicoRule(.markSet(CalicoMark.accept), action: .return),
            ] : [CalicoRule(action: nil, comment: comment)]
        return Chain(calico: CalicoName.chain(direction.profilePrefix, name), rules)
    }
}
