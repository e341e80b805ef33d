import Addressing
import Cluster
import Rules

extension KubeProxyNftables136 {
    /// The names by which rules find the sets and maps.
    enum Names {
        static let hairpins = "hairpin-connections"
        static let clusterIPs = "cluster-ips"
        static let nodePortIPs = "nodeport-ips"
        static let unservedPorts = "no-endpoint-services"
        static let unservedNodePorts = "no-endpoint-nodeports"
        static let firewallIPs = "firewall-ips"
        static let servedPorts = "service-ips"
        static let servedNodePorts = "service-nodeports"
        static let reject = "reject-chain"
    }

    /// The bit by which kube-proxy remembers that a connection must be masqueraded (bit 14).
    static let masqueradeMark: UInt32 = 0x4000

    /// All sets and maps; those of node ports and load balancers are empty, as no such Service is modelled.
    func sets(for ports: [DispatchedPort], of cluster: ClusterModel, on node: Node) -> [NftSet] {
        let port: [NftSet.KeyType] = [.address, .transport, .port]
        let nodePort: [NftSet.KeyType] = [.transport, .port]
        return [
            NftSet(
                name: Names.hairpins,
                key: [.address] + port,
                comment: "service hairpin connections",
                elements: hairpins(of: ports, on: node)
            ),
            NftSet(
                name: Names.clusterIPs,
                key: [.address],
                comment: "Active ClusterIPs",
                elements: cluster.services.compactMap(\.clusterIP).map { NftSet.Element([.address(.v4(CIDR($0)))]) }
            ),
            NftSet(
                name: Names.nodePortIPs,
                key: [.address],
                comment: "IPs that accept NodePort traffic",
                elements: [node.address].compactMap(\.self).map { NftSet.Element([.address(.v4(CIDR($0)))]) }
            ),
            map(
                Names.unservedPorts,
                port,
                "vmap to drop or reject packets to services with no endpoints",
                ports.filter(\.port.endpoints.isEmpty).map {
                    NftSet.Element($0.key, comment: $0.port.name, verdict: .goto(Names.reject))
                }
            ),
            map(
                Names.unservedNodePorts,
                nodePort,
                "vmap to drop or reject packets to service nodeports with no endpoints"
            ),
            map(Names.firewallIPs, port, "destinations that are subject to LoadBalancerSourceRanges"),
            map(
                Names.servedPorts,
                port,
                "ClusterIP, ExternalIP and LoadBalancer IP traffic",
                ports.filter { !$0.port.endpoints.isEmpty }.map {
                    NftSet.Element($0.key, verdict: .goto($0.chainName))
                }
            ),
            map(Names.servedNodePorts, nodePort, "NodePort traffic"),
        ]
    }

    /// Connections that an endpoint of the node may open to itself, each once.
    private func hairpins(of ports: [DispatchedPort], on node: Node) -> [NftSet.Element] {
        var seen: Set<NftSet.Element> = []
        return ports.flatMap { port in
            port.port.endpoints.filter { $0.nodeName == node.name }.map { endpoint in
                let address = NftSet.Value.address(.v4(CIDR(endpoint.address)))
                return NftSet.Element([address, address, .transport(port.port.transport), .port(endpoint.port)])
            }
        }
        .filter { seen.insert($0).inserted }
    }

    private func map(
        _ name: String,
        _ key: [NftSet.KeyType],
        _ comment: String,
        _ elements: [NftSet.Element] = []
    ) -> NftSet {
        NftSet(name: name, key: key, isVerdictMap: true, comment: comment, elements: elements)
    }
}
