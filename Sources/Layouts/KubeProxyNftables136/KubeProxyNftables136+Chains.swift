import Addressing
import Cluster
import Rules

extension KubeProxyNftables136 {
    /// The chains in which packets come in; what may meet a Service is asked about of new connections only.
    static let baseChains: [NftChain] = [
        base("filter-prerouting-pre-dnat", .filter, .prerouting, -110, newTo: "firewall-check"),
        base("filter-output-pre-dnat", .filter, .output, -110, newTo: "firewall-check"),
        base("filter-input", .filter, .input, 0, newTo: "nodeport-endpoints-check", "service-endpoints-check"),
        base("filter-forward", .filter, .forward, 0, newTo: "service-endpoints-check", "cluster-ips-check"),
        base("filter-output", .filter, .output, 0, newTo: "service-endpoints-check", "cluster-ips-check"),
        translating("nat-prerouting", .prerouting, -100, "services"),
        translating("nat-output", .output, -100, "services"),
        translating("nat-postrouting", .postrouting, 100, "masquerading"),
    ]

    /// The chains that look a packet up.
    func checkChains(for cluster: ClusterModel) -> [NftChain] {
        let toNodePort = NftStatement.address(.destination, Negatable(.set(Names.nodePortIPs)))
        let toClusterIP = NftStatement.address(.destination, Negatable(.set(Names.clusterIPs)))
        let port: [NftField] = [.destination, .transport, .destinationPort]
        let nodePort: [NftField] = [.transport, .destinationPort]
        let mark = KubeProxyNftables136.masqueradeMark
        return [
            NftChain(
                name: "nodeport-endpoints-check",
                rules: [NftRule(toNodePort, .verdictMap(nodePort, Names.unservedNodePorts))]
            ),
            NftChain(name: "service-endpoints-check", rules: [NftRule(.verdictMap(port, Names.unservedPorts))]),
            NftChain(name: "firewall-check", rules: [NftRule(.verdictMap(port, Names.firewallIPs))]),
            NftChain(
                name: "services",
                rules: [
                    NftRule(
                        toClusterIP,
                        .address(.source, .not(.block(.v4(cluster.clusterCIDR)))),
                        .setMark(.or, mark),
                        comment: "masquerade clusterIP traffic from outside cluster"
                    ),
                    NftRule(.verdictMap(port, Names.servedPorts)),
                    NftRule(toNodePort, .verdictMap(nodePort, Names.servedNodePorts)),
                ]
            ),
            NftChain(
                name: "masquerading",
                rules: [
                    NftRule(
                        .mark(.not(MaskedMark(0, mask: mark))),
                        .setMark(.xor, mark),
                        .masquerade(fullyRandom: true)
                    ),
                    NftRule(
                        .translated,
                        .member([.source] + port, of: Names.hairpins),
                        .masquerade(fullyRandom: true)
                    ),
                ]
            ),
            NftChain(
                name: "cluster-ips-check",
                rules: [
                    NftRule(toClusterIP, .reject, comment: "Reject traffic to invalid ports of ClusterIPs"),
                    NftRule(
                        .address(.destination, Negatable(.block(.v4(cluster.serviceCIDR)))),
                        .verdict(.drop),
                        comment: "Drop traffic to unallocated ClusterIPs"
                    ),
                ]
            ),
        ]
    }

    static let rejectChain = NftChain(
        name: Names.reject,
        comment: "helper for @\(Names.unservedPorts) / @\(Names.unservedNodePorts)",
        rules: [NftRule(.reject)]
    )

    private static func base(
        _ name: String,
        _ kind: NftChain.Base.Kind,
        _ hook: NftChain.Base.Hook,
        _ priority: Int,
        newTo chains: String...
    ) -> NftChain {
        NftChain(
            name: name,
            base: NftChain.Base(kind: kind, hook: hook, priority: priority),
            rules: chains.map { NftRule(.connectionState([.new]), .verdict(.jump($0))) }
        )
    }

    private static func translating(
        _ name: String,
        _ hook: NftChain.Base.Hook,
        _ priority: Int,
        _ chain: String
    ) -> NftChain {
        NftChain(
            name: name,
            base: NftChain.Base(kind: .nat, hook: hook, priority: priority),
            rules: [NftRule(.verdict(.jump(chain)))]
        )
    }
}
