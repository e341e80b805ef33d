package import Cluster
package import Rules

/// A controller of which it is known what a sync does, so that it can be replayed.
package protocol SyncingLayout: ControllerLayout {
    /// What the program does on `node` in one sync while nothing changes.
    ///
    /// - Parameters:
    ///   - installed: all that the node's kernel holds, with the rules of `ruleset(for:on:)` in it.
    ///   - counted: rules whose counters must go on counting; their chains are left as they are.
    func syncWork(
        for cluster: ClusterModel,
        on node: Node,
        in installed: Ruleset,
        sparing counted: [RuleReference]
    ) throws(LayoutError) -> SyncWork
}
