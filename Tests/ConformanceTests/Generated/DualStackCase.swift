import Addressing
import Cluster
import Conformance
import Policy

/// A generated case in whose cluster every pod and node has an IPv6 address too, and whose policies have blocks of both families.
struct DualStackCase {
    /// The client's IPv6 address.
    static let client = GeneratedCase.client.twin

    let cluster: ClusterModel
    /// The case's probes, from and to IPv6 addresses.
    let probes: [Connection]

    init(_ generated: GeneratedCase) {
        var cluster = generated.cluster
        for index in cluster.nodes.indices { cluster.nodes[index].address6 = cluster.nodes[index].address?.twin }
        for index in cluster.pods.indices {
            cluster.pods[index].address6 = cluster.pods[index].address?.twin
            cluster.pods[index].hostAddress6 = cluster.pods[index].hostAddress?.twin
        }
        var turn = generated.number
        for index in cluster.policies.indices {
            cluster.policies[index].ingress = cluster.policies[index].ingress?.map { $0.withTwins(&turn) }
            cluster.policies[index].egress = cluster.policies[index].egress?.map { $0.withTwins(&turn) }
        }
        let pods = Dictionary(uniqueKeysWithValues: cluster.pods.map { ("\($0.namespace)/\($0.name)", $0) })
        func twin(_ end: Connection.End) -> Connection.End {
            guard case .pod(let pod) = end, let twin = pods["\(pod.namespace)/\(pod.name)"] else {
                return .address(.v6(Self.client))
            }
            return .pod(twin)
        }
        self.cluster = cluster
        probes = generated.probes.map { probe in
            Connection(
                source: twin(probe.source),
                destination: twin(probe.destination),
                port: probe.port,
                transport: probe.transport,
                family: .ipv6
            )
        }
    }
}

extension NetworkPolicy.Rule {
    /// The rule with each block in turn of IPv6 alone, of both families, and of IPv4 alone as it was.
    fileprivate func withTwins(_ turn: inout Int) -> NetworkPolicy.Rule {
        var rule = self
        rule.peers = peers.flatMap { peer -> [NetworkPolicy.Peer] in
            guard case .block(let block, let except) = peer else { return [peer] }
            turn += 1
            let twin = NetworkPolicy.Peer.block(block.twin, except: except.map(\.twin))
            return [[twin], [peer, twin], [peer]][turn % 3]
        }
        return rule
    }
}

extension IPv4Address {
    /// The IPv6 address of whoever has this one: a fixed prefix, and these bits.
    fileprivate var twin: IPv6Address { IPv6Address(value: 0xfd00_0244 << 96 | UInt128(value)) }
}

extension IPBlock {
    /// The block that holds the twins of an IPv4 block's addresses, all of IPv6 for all of IPv4.
    fileprivate var twin: IPBlock {
        guard case .v4(let block) = self else { return self }
        return .v6(CIDR(block.network.twin, prefixLength: block.prefixLength == 0 ? 0 : 96 + block.prefixLength))
    }
}
