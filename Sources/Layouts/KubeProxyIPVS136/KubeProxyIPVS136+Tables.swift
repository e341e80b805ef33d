import Addressing
import Cluster
import Rules

extension KubeProxyIPVS136 {
    /// The filter table, which does not depend on the cluster: ports of the node are not to be reached by a ClusterIP.
    var filter: Table {
        let firewall = Rule.portal("KUBE-PROXY-FIREWALL", "kube-proxy firewall rules")
        let served = [Names.loadBalancers, Names.clusterIPs, Names.externalIPs, Names.localExternalIPs]
        let toClusterIP = Match.set(Negatable(Names.boundAddresses), directions: [.destination])
        let healthCheck = Match.set(Negatable(Names.healthChecks), directions: [.destination])
        return Table(
            .filter,
            builtIn: [
                "INPUT": [
                    .portal("KUBE-IPVS-FILTER", "kubernetes ipvs access filter"), firewall,
                    .portal("KUBE-NODE-PORT", "kubernetes health check rules"),
                ],
                "FORWARD": [firewall, .portal("KUBE-FORWARD", "kubernetes forwarding rules")],
                "OUTPUT": [.portal("KUBE-IPVS-OUT-FILTER", "kubernetes ipvs access filter")],
            ],
            own: [
                .forwarding(),
                Chain(
                    name: "KUBE-NODE-PORT",
                    rules: [Rule(matches: [.comment(Names.healthChecksComment), healthCheck], target: .accept)]
                ),
                Chain(name: "KUBE-PROXY-FIREWALL"),
                Chain(name: "KUBE-SOURCE-RANGES-FIREWALL", rules: [Rule(target: .drop)]),
                Chain(
                    name: "KUBE-IPVS-FILTER",
                    rules: served.map { Rule(matches: [toPort(of: $0)], target: .return) } + [
                        Rule(matches: [healthCheck], target: .return),
                        Rule(
                            matches: [.connectionState(Negatable([.new])), toClusterIP],
                            target: .reject(with: "icmp-port-unreachable")
                        ),
                    ]
                ),
                Chain(name: "KUBE-IPVS-OUT-FILTER"),
            ]
        )
    }

    /// The nat table, which marks what must be masqueraded and translates nothing itself.
    func nat(of cluster: ClusterModel, isServing: Bool, hasHairpins: Bool) -> Table {
        let loopback = IPBlock.v4(CIDR(IPv4Address(127, 0, 0, 0), prefixLength: 8))
        let masquerade = Rule(
            source: .not(.v4(cluster.clusterCIDR)),
            matches: [.comment(Names.clusterIPsComment), toPort(of: Names.clusterIPs)],
            target: .jump(ServicePort.markMasquerade)
        )
        let accept = Rule(matches: [toPort(of: Names.clusterIPs)], target: .accept)
        let nodePorts = Rule(
            matches: [.addressType(.destination, Negatable("LOCAL"))],
            target: .jump("KUBE-NODE-PORT")
        )
        let hairpin = Rule(
            matches: [
                .comment(Names.hairpinsComment),
                .set(Negatable(Names.hairpins), directions: [.destination, .destination, .source]),
            ],
            target: .masquerade(randomFully: false)
        )
        return Table(
            .nat,
            builtIn: [
                "PREROUTING": [.portal("KUBE-SERVICES", "kubernetes service portals")],
                "OUTPUT": [.portal("KUBE-SERVICES", "kubernetes service portals")],
                "POSTROUTING": [.portal("KUBE-POSTROUTING", "kubernetes postrouting rules")],
            ],
            own: [
                Chain(
                    name: "KUBE-SERVICES",
                    rules: [Rule(source: Negatable(loopback), target: .return)] + (isServing ? [masquerade] : [])
                        + [nodePorts] + (isServing ? [accept] : [])
                ),
                .postrouting(behind: hasHairpins ? [hairpin] : []),
                Chain(name: "KUBE-NODE-PORT"),
                Chain(name: "KUBE-LOAD-BALANCER", rules: [Rule(target: .jump(ServicePort.markMasquerade))]),
                .markMasquerade,
            ]
        )
    }

    private func toPort(of set: String) -> Match {
        .set(Negatable(set), directions: [.destination, .destination])
    }
}
