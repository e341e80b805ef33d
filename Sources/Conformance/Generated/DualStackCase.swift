package import Addressing
package import Cluster
package import Policy

/// A generated case in whose cluster every pod and node has an IPv6 address too, and whose policies have blocks of both families.
package struct DualStackCase: Equatable, Sendable {
    /// The client's IPv6 address.
    package static let client = GeneratedCase.client.companion

    package let cluster: ClusterModel
    /// The case's probes, from and to IPv6 addresses.
    package let probes: [Connection]

    /// The case with each block in turn of IPv6 alone, of both families, and of IPv4 alone as it was.
    package init(_ generated: GeneratedCase) {
        var cluster = generated.cluster.withCompanionAddresses
        var turn = generated.number
        for index in cluster.policies.indices {
            cluster.policies[index] = cluster.policies[index].mapBlocks { block, except in
                turn += 1
                let own = NetworkPolicy.Peer.block(block, except: except)
                let companion = NetworkPolicy.Peer.block(block.companion, except: except.map(\.companion))
                return [[companion], [own, companion], [own]][turn % 3]
            }
        }
        let pods = Dictionary(
            cluster.pods.map { ("\($0.namespace)/\($0.name)", $0) },
            uniquingKeysWith: { first, _ in first }
        )
        func companion(_ end: Connection.End) -> Connection.End {
            guard case .pod(let pod) = end, let companion = pods["\(pod.namespace)/\(pod.name)"] else {
                return .address(.v6(Self.client))
            }
            return .pod(companion)
        }
        self.cluster = cluster
        probes = generated.probes.map { probe in
            Connection(
                source: companion(probe.source),
                destination: companion(probe.destination),
                port: probe.port,
                transport: probe.transport,
                family: .ipv6
            )
        }
    }
}
