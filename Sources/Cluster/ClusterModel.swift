package import Addressing

/// The cluster as its API server describes it: namespaces, nodes, pods, Services with their endpoints, and policies.
///
/// A value, synthetic or read from manifests. Order is kept and means something: a layout writes its blocks of rules in
/// the order of `pods` and `services`, so `positioned(_:target:)` is how a place in a rule list is chosen.
package struct ClusterModel: Equatable, Sendable {
    package var namespaces: [Namespace]
    package var nodes: [Node]
    package var pods: [Pod]
    package var services: [Service]
    package var policies: [NetworkPolicy]
    /// The range that pod addresses come from (`--cluster-cidr`); no API object holds it.
    package var clusterCIDR: IPv4CIDR
    /// The range that ClusterIPs come from (`--service-cidr`); no API object holds it.
    package var serviceCIDR: IPv4CIDR

    /// Kubernetes' usual ranges, and the defaults of `--cluster-cidr` and `--service-cidr`.
    package static let defaultClusterCIDR = IPv4CIDR(IPv4Address(10, 244, 0, 0), prefixLength: 16)
    package static let defaultServiceCIDR = IPv4CIDR(IPv4Address(10, 96, 0, 0), prefixLength: 12)

    package init(
        namespaces: [Namespace] = [],
        nodes: [Node] = [],
        pods: [Pod] = [],
        services: [Service] = [],
        policies: [NetworkPolicy] = [],
        clusterCIDR: IPv4CIDR = ClusterModel.defaultClusterCIDR,
        serviceCIDR: IPv4CIDR = ClusterModel.defaultServiceCIDR
    ) {
        self.namespaces = namespaces
        self.nodes = nodes
        self.pods = pods
        self.services = services
        self.policies = policies
        self.clusterCIDR = clusterCIDR
        self.serviceCIDR = serviceCIDR
    }
}
