import Addressing
import Cluster

/// Addresses from which a client may come to a node: those outside the cluster at which the verdict of address blocks can
/// change, and then those of pods on other nodes, which selectors tell apart.
struct SourceCandidates {
    struct Block {
        var block: IPv4CIDR
        var except: [IPv4CIDR]
    }

    /// Where allowed sources are looked for, the preferred one first.
    let inside: [IPv4Address]
    /// Where forbidden sources are looked for, addresses that belong to nobody first.
    let beyond: [IPv4Address]

    init(blocks: [Block], of cluster: ClusterModel, outside nodeName: String?) {
        let ranges = [cluster.clusterCIDR, cluster.serviceCIDR] + Self.special
        let taken = Set(cluster.addresses)
        func usable(_ addresses: [IPv4Address]) -> [IPv4Address] {
            var seen: Set<IPv4Address> = []
            return addresses.filter { address in
                !ranges.contains { $0.contains(address) } && !taken.contains(address) && seen.insert(address).inserted
            }
        }
        let excepts = blocks.flatMap(\.except)
        let hosts = blocks.flatMap { Self.hosts(of: $0.block) }
        let behind = (excepts + ranges).flatMap { Self.hosts(from: $0.last + 1) }
        let remotePods = cluster.pods.filter { $0.hasOwnAddress && $0.nodeName != nodeName }.compactMap(\.address)
        inside = usable([ClientSources.preferred] + hosts + behind + Self.documentation) + remotePods
        let neighbours = blocks.flatMap { entry in
            Self.hosts(from: entry.block.last + 1) + [IPv4Address(value: entry.block.network.value &- 2)]
        }
        beyond =
            usable(
                Self.documentation + excepts.flatMap(Self.hosts) + neighbours + [ClientSources.preferred] + behind
            ) + remotePods
    }

    /// The block's first addresses, those first that are hosts in every block of more than four.
    private static func hosts(of block: IPv4CIDR) -> [IPv4Address] {
        hosts(from: block.network).filter(block.contains)
    }

    private static func hosts(from network: IPv4Address) -> [IPv4Address] {
        [2, 3, 1, 0].map { network + $0 }
    }

    /// Addresses set aside for examples (RFC 5737): no cluster has them.
    private static let documentation = [
        IPv4Address(198, 51, 100, 2), IPv4Address(203, 0, 113, 2), IPv4Address(192, 0, 2, 2),
    ]

    /// Addresses that no client on a network can have (RFC 6890): this host, loopback, link-local, multicast, reserved.
    private static let special = [
        IPv4CIDR(IPv4Address(0, 0, 0, 0), prefixLength: 8), IPv4CIDR(IPv4Address(127, 0, 0, 0), prefixLength: 8),
        IPv4CIDR(IPv4Address(169, 254, 0, 0), prefixLength: 16), IPv4CIDR(IPv4Address(224, 0, 0, 0), prefixLength: 3),
    ]
}

extension ClusterModel {
    /// Every address that something in the cluster has.
    fileprivate var addresses: [IPv4Address] {
        nodes.compactMap(\.address) + pods.flatMap { [$0.address, $0.hostAddress].compactMap(\.self) }
            + services.compactMap(\.clusterIP) + services.flatMap { $0.ports.flatMap { $0.endpoints.map(\.address) } }
    }
}
