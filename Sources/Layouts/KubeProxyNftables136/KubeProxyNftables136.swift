package import Cluster
package import Rules

/// The rules of kube-proxy 1.36 in nftables mode.
///
/// After the recording of the real program (`detectLocalMode: ClusterCIDR`, node ports on the node's primary address) and
/// kubernetes v1.36.2 `pkg/proxy/nftables/proxier.go`. The real program writes its Services in the random order of a map;
/// here it is the cluster's. Of the two tables only that of IPv4 is written.
///
/// With S ports that have endpoints there are 22 + S rules, one chain of one rule each: a packet finds its Service by a lookup,
/// whatever S is. No rule counts.
package struct KubeProxyNftables136: ServiceProxyLayout {
    /// The name of the table.
    package static let tableName = "kube-proxy"
    /// The longest name of a Service's chain, without the word in front of it.
    static let longestBaseName = 240

    package init() {}

    package func ruleset(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> Ruleset {
        let ports = DispatchedPort.all(of: cluster)
        let table = NftTable(
            name: KubeProxyNftables136.tableName,
            comment: "rules for \(KubeProxyNftables136.tableName)",
            sets: sets(for: ports, of: cluster, on: node),
            chains: KubeProxyNftables136.baseChains + checkChains(for: cluster) + [KubeProxyNftables136.rejectChain]
                + ports.compactMap(\.chain)
        )
        return try Ruleset(nftables: [table]).validated(for: ServiceProxy.kubeProxyNftables136.rawValue)
    }

    /// None: the rules of this version have no counters.
    package func translationRules(of service: Service, port: Service.Port) -> [RuleReference] { [] }
}
