package import Addressing
package import Cluster
package import Policy
package import Rules

/// The rules of kube-router 2.11 as a NetworkPolicy controller in its native nftables mode
/// (`--use-nftables-for-netpol`, experimental in that version), of either family.
///
/// After kube-router `pkg/controllers/netpol/npc_nftables.go` and `policy.go` of v2.11.1, and equal to recordings of the real
/// program, which are IPv4. Everything is in one table of its own, `ip` or `ip6`. The real program walks maps, so its order of pods and policies is
/// random; here it is the cluster's, the first pod on top. It is started with the cluster's Service range, the default range of
/// node ports, and without `--netpol-default-deny`.
///
/// The policy of the experiment gives 13 L + 20 rules for L local pods, selected or not. Cost: (policies) x (pods).
package struct KubeRouter211Nft: ControllerLayout {
    /// Part of the name of every chain of a pod or policy; the real program takes the Unix time in nanoseconds when a sync
    /// starts, so that every sync makes new chains.
    package let version: String
    /// Whose table it is.
    package let family: IPFamily

    package init(version: String, family: IPFamily = .ipv4) {
        self.version = version
        self.family = family
    }

    /// A version for a seed: the day of the release, and the seed's last nine digits as nanoseconds.
    package static func version(seed: UInt64) -> String {
        String(1_786_838_400_000_000_000 + seed % 1_000_000_000)
    }

    /// The name of the table of a family.
    package static func tableName(_ family: IPFamily) -> String { "kube-router-filter-\(family.rawValue)" }

    var tableName: String { Self.tableName(family) }

    static let name = Controller.kubeRouter211Nft.rawValue

    package var dialect: PolicyDialect { .kubeRouter211Nft }

    package var denial: Denial { .refused }

    package func ruleset(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> Ruleset {
        for policy in cluster.policies { try requireDisjointBlocks(of: policy) }
        let policies = programmedPolicies(of: cluster)
        let pods = try localPods(of: cluster, on: node)
        let table = NftTable(
            family: family == .ipv4 ? .ip : .ip6,
            name: tableName,
            comment: "rules for \(tableName)",
            sets: [localPodsSet] + policies.flatMap(\.sets),
            chains: topLevelChains(for: pods, serviceCIDR: cluster.serviceCIDR(family)) + fixedChains
                + policies.flatMap(\.chains) + pods.map { $0.chain(under: policies) }
        )
        return try Ruleset(nftables: [table]).validated(for: KubeRouter211Nft.name)
    }

    /// The allowing rules of the policy that judges the pods.
    ///
    /// Under several policies, or a policy with excepts, one packet may be counted by several of them. Then it is the rule that
    /// accepts what every chain has passed: it counts the first packets of all pods of the node, once each.
    package func acceptRules(
        for cluster: ClusterModel,
        on node: Node,
        toward targets: [IPAddress]
    ) throws(LayoutError) -> [RuleReference] {
        let local = Set(try localPods(of: cluster, on: node).map(\.address)).intersection(targets)
        let judging = programmedPolicies(of: cluster).filter {
            $0.directions.contains(.ingress) && !$0.targets.isDisjoint(with: local)
        }
        guard let policy = judging.first, judging.contains(where: { !$0.ingressRules.isEmpty }) else { return [] }
        guard judging.count == 1, policy.chains.count == 1 else {
            return [RuleReference(nftables: tableName, chain: Names.tail, index: 0)]
        }
        return policy.ingressRules.map {
            RuleReference(nftables: tableName, chain: policy.chains[0].name, index: $0)
        }
    }

    /// - Parameter later: the version of a sync after this one; nil for this one.
    func programmedPolicies(of cluster: ClusterModel, version later: String? = nil) -> [ProgrammedPolicy] {
        let selection = PolicySelection(of: cluster, dialect: dialect, family: family)
        return selection.resolvedPolicies().map { ProgrammedPolicy($0, dialect: dialect, version: later ?? version) }
    }

    /// The pods of the node that get a chain: all that are alive and have an address of their own.
    private func localPods(of cluster: ClusterModel, on node: Node) throws(LayoutError) -> [LocalPod] {
        try node.requireAddress(family, for: KubeRouter211Nft.name)
        var seen: Set<IPAddress> = []
        return cluster.pods.compactMap { pod in
            guard node.hosts(pod), dialect.considers(pod), let address = pod.address(in: family) else { return nil }
            guard seen.insert(address).inserted else { return nil }
            return LocalPod(pod, address: address, version: version)
        }
    }

    /// Filled only with `--netpol-default-deny`.
    private var localPodsSet: NftSet {
        NftSet(name: "kube-router-local-pods", key: [.addresses(of: family)], comment: "programmed local pod IPs")
    }
}
