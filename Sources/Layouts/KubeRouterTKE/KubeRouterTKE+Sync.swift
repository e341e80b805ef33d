package import Cluster
package import Rules

extension KubeRouterTKE: SyncingLayout {
    /// As 0.2.0 does it: the seven pull requests change rules and sets, and not how they are applied.
    package func syncWork(
        for cluster: ClusterModel,
        on node: Node,
        in installed: Ruleset,
        sparing counted: [RuleReference]
    ) throws(LayoutError) -> SyncWork {
        try firewall(for: cluster, on: node).syncWork(
            next: KubeRouterTKE(version: version + "0").firewall(for: cluster, on: node),
            in: installed[.filter] ?? .empty(.filter)
        )
    }
}
