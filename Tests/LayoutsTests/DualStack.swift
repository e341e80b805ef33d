import Addressing
import Cluster

/// IPv6 addresses whose text shows the IPv4 address that they stand beside: 10.244.0.3 has fd00::10:244:0:3.
extension IPv4Address {
    var dualStack: IPv6Address {
        let groups = "\(self)".split(separator: ".").map { UInt128($0, radix: 16) ?? 0 }
        return IPv6Address(value: 0xfd00 << 112 | groups.reduce(0) { $0 << 16 | $1 })
    }
}

extension Node {
    var dualStack: Node {
        var node = self
        node.address6 = address?.dualStack
        return node
    }
}

extension Pod {
    var dualStack: Pod {
        var pod = self
        pod.address6 = address?.dualStack
        pod.hostAddress6 = hostAddress?.dualStack
        return pod
    }
}

extension ClusterModel {
    var dualStack: ClusterModel {
        var cluster = self
        cluster.nodes = nodes.map(\.dualStack)
        cluster.pods = pods.map(\.dualStack)
        return cluster
    }
}

extension NetworkPolicy {
    /// The policy with an IPv6 block beside each IPv4 one, whose length is a multiple of 8.
    var dualStack: NetworkPolicy {
        func both(_ rules: [Rule]?) -> [Rule]? {
            rules?.map { rule in
                var rule = rule
                rule.peers = rule.peers.flatMap { peer -> [Peer] in
                    guard case .block(.v4(let block), let except) = peer, except.isEmpty else { return [peer] }
                    let twin = IPv6CIDR(block.network.dualStack, prefixLength: 64 + 2 * block.prefixLength)
                    return [peer, .block(.v6(twin), except: [])]
                }
                return rule
            }
        }
        var policy = self
        policy.ingress = both(ingress)
        policy.egress = both(egress)
        return policy
    }
}
