package import Cluster
package import Rules

extension KubeRouter020: SyncingLayout {
    package func syncWork(
        for cluster: ClusterModel,
        on node: Node,
        in installed: Ruleset,
        sparing counted: [RuleReference]
    ) throws(LayoutError) -> SyncWork {
        // No chain that is there is touched, whether it counts or not.
        try firewall(for: cluster, on: node).syncWork(
            next: KubeRouter020(version: version + "0").firewall(for: cluster, on: node),
            in: installed[.filter] ?? .empty(.filter)
        )
    }
}
