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
    /// The range that IPv6 ClusterIPs come from; no API object holds it.
    package var serviceCIDR6 = ClusterModel.defaultServiceCIDR6

    /// Kubernetes' usual ranges, and the defaults of `--cluster-cidr` and `--service-cidr`.
    package static let defaultClusterCIDR = IPv4CIDR(IPv4Address(10, 244, 0, 0), prefixLength: 16)
    package static let defaultServiceCIDR = IPv4CIDR(IPv4Address(10, 96, 0, 0), prefixLength: 12)
    /// The ranges that kind gives a cluster with IPv6: fd00:10:244::/56 for pods, fd00:10:96::/112 for Services.
    package static let defaultClusterCIDR6 = IPv6CIDR(IPv6Address(value: 0xfd00_0010_0244 << 80), prefixLength: 56)
    package static let defaultServiceCIDR6 = IPv6CIDR(IPv6Address(value: 0xfd00_0010_0096 << 80), prefixLength: 112)

    /// The range that ClusterIPs of a family come from.
    package func serviceCIDR(_ family: IPFamily) -> IPBlock {
        switch family {
        case .ipv4: .v4(serviceCIDR)
        case .ipv6: .v6(serviceCIDR6)
        }
    }

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
