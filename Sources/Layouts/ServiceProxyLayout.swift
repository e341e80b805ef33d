package import Cluster
package import Rules

/// The rules that one version of one service proxy keeps on a node.
package protocol ServiceProxyLayout: Sendable {
    /// What the proxy alone would write on `node`, in whole tables; the first of `cluster.services` stands at the top of the
    /// lists.
    func ruleset(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> Ruleset

    /// The rules of `ruleset(for:on:)` whose counters together count the connections to `port` of `service`, one an endpoint.
    ///
    /// Empty for a proxy whose rules do not count.
    func translationRules(of service: Service, port: Service.Port) -> [RuleReference]
}
