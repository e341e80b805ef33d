package import Addressing
package import Cluster
package import Policy
package import Rules

/// The rules of kube-router 2.11.1 as a NetworkPolicy controller only, in its default mode, iptables, of either family.
///
/// Read from kube-router `pkg/controllers/netpol` at tag v2.11.1, and equal to recordings of the real program. The two families differ in addresses, in the
/// names of policies' chains and sets, and in the ICMP that always passes; what is recorded is IPv4. Every local pod
/// has a chain, selected or not. Nothing is accepted inside a policy's chain: it marks a packet, the pod's chain of the other end
/// may still reject it, and only what every chain passed is accepted at the end. The real program walks maps, so its order of pods is
/// random; here it is the cluster's, the first pod on top.
///
/// The policy of the experiment gives 15 L + 26 rules for L local pods, all of them selected. Cost: (policies) x (pods).
package struct KubeRouter211: ControllerLayout {
    /// Part of every chain name's hash; the real program takes the Unix time in nanoseconds when a sync starts.
    package let version: String
    /// Whose rules these are: those of iptables or of ip6tables.
    package let family: IPFamily

    package init(version: String, family: IPFamily = .ipv4) {
        self.version = version
        self.family = family
    }

    /// A version for a seed: the day of the release, and the seed's last nine digits as nanoseconds.
    package static func version(seed: UInt64) -> String {
        String(1_786_838_400_000_000_000 + seed % 1_000_000_000)
    }

    static let name = Controller.kubeRouter211.rawValue

    package var dialect: PolicyDialect { .kubeRouter211 }

    package var denial: Denial { .refused }

    package func ruleset(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> Ruleset {
        let policies = enforcedPolicies(of: cluster)
        let pods = try localPods(of: cluster, on: node, under: policies)
        let top = TopLevelChains(pods: pods, serviceCIDR: cluster.serviceCIDR(family))
        let filter = Table(
            .filter,
            builtIn: top.builtIn,
            own: FixedChains.all(family) + top.own + policies.map(\.chain) + pods.map { $0.chain(under: policies) }
        )
        // The program restores its sets in the order of their names.
        let sets = policies.flatMap(\.sets).sorted { $0.name < $1.name }
        return try Ruleset(tables: [filter], sets: sets).validated(for: KubeRouter211.name)
    }

    package func acceptRules(
        for cluster: ClusterModel,
        on node: Node,
        toward targets: [IPAddress]
    ) throws(LayoutError) -> [RuleReference] {
        let policies = enforcedPolicies(of: cluster)
        let pods = try localPods(of: cluster, on: node, under: policies)
        // A packet that several policies allow is marked by each, but passes the last rule of the pod's chain once.
        return pods.filter { targets.contains($0.address) && $0.isolated(.ingress, under: policies) }.map { pod in
            let chain = pod.chain(under: policies)
            return RuleReference(table: .filter, chain: chain.name, index: chain.rules.count - 1)
        }
    }

    private func enforcedPolicies(of cluster: ClusterModel) -> [MarkingPolicy] {
        PolicySelection(of: cluster, dialect: dialect, family: family).resolvedPolicies().map {
            MarkingPolicy($0, dialect: dialect, version: version)
        }
    }

    private func localPods(
        of cluster: ClusterModel,
        on node: Node,
        under policies: [MarkingPolicy]
    ) throws(LayoutError) -> [GuardedPod] {
        try node.requireAddress(family, for: KubeRouter211.name)
        // By address, as the program keeps them.
        var seen: Set<IPAddress> = []
        return cluster.pods.compactMap { pod in
            guard node.hosts(pod), dialect.considers(pod), let address = pod.address(in: family),
                seen.insert(address).inserted
            else { return nil }
            return GuardedPod(pod, address: address, version: version)
        }
    }
}
