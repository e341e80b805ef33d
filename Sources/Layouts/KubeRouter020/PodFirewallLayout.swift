import Addressing
import Cluster
import Rules

/// A kube-router of the time of 0.2: the frame around its policies' chains is `PodFirewall`, whatever is in the chains.
protocol PodFirewallLayout: SyncingLayout {
    /// Part of every chain name's hash.
    var version: String { get }

    init(version: String)

    /// The frame on `node` with the chains of the cluster's policies.
    func firewall(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> PodFirewall
}

extension PodFirewallLayout {
    package var denial: Denial { .refused }

    package func ruleset(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> Ruleset {
        try firewall(for: cluster, on: node).ruleset()
    }

    package func acceptRules(
        for cluster: ClusterModel,
        on node: Node,
        toward targets: [IPAddress]
    ) throws(LayoutError) -> [RuleReference] {
        try firewall(for: cluster, on: node).acceptRules(toward: targets)
    }

    package func syncWork(
        for cluster: ClusterModel,
        on node: Node,
        in installed: Ruleset,
        sparing counted: [RuleReference]
    ) throws(LayoutError) -> SyncWork {
        // No chain that is there is touched, whether it counts or not.
        try firewall(for: cluster, on: node).syncWork(
            next: Self(version: version + "0").firewall(for: cluster, on: node),
            in: installed[.filter] ?? .empty(.filter)
        )
    }
}
