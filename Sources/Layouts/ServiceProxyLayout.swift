package import Cluster
package import Rules

/// The rules that one version of one service proxy keeps on a node.
package protocol ServiceProxyLayout: Sendable {
    /// What the proxy alone would write, in whole tables; the first of `cluster.services` stands at the top of the lists.
    func ruleset(for cluster: ClusterModel) throws(LayoutError) -> Ruleset

    /// The rules of `ruleset(for:)` whose counters together count the connections to `port` of `service`, one an endpoint.
    func translationRules(of service: Service, port: Service.Port) -> [RuleReference]
}
