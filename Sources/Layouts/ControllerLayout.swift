package import Addressing
package import Cluster
package import Policy
package import Rules

/// The rules that one version of one NetworkPolicy controller keeps on a node.
package protocol ControllerLayout: Sendable {
    /// How the controller reads policies, which the oracle must read likewise.
    var dialect: PolicyDialect { get }

    /// How the controller answers a connection that it denies.
    var denial: Denial { get }

    /// What the controller alone would write on `node`: its own chains and sets, and its jumps in the built-in chains.
    ///
    /// A fragment; `Ruleset.installing(_:)` puts it in front of a service proxy's rules. The first of `cluster.pods`
    /// stands at the top of the lists.
    func ruleset(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> Ruleset

    /// The rules of `ruleset(for:on:)` whose counters together count the first packets of allowed connections to the
    /// pods at `targets`.
    ///
    /// Empty if no policy isolates those pods on this node, or the policies allow nothing.
    func acceptRules(
        for cluster: ClusterModel,
        on node: Node,
        toward targets: [IPAddress]
    ) throws(LayoutError) -> [RuleReference]
}
