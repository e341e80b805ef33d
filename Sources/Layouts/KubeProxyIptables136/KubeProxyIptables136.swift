import Addressing
package import Cluster
package import Rules

/// The rules of kube-proxy 1.36 in iptables mode.
///
/// After the recording of the real program (`detectLocalMode: ClusterCIDR`) and kubernetes v1.36.2
/// `pkg/proxy/iptables/proxier.go`. Left out are the empty KUBE-PROXY-CANARY chains, by which it notices a flush, and
/// the nfacct match that only counts invalid packets and needs an object of its own in the kernel. The real program
/// writes its Services in the random order of a map; here it is the cluster's.
///
/// With S ports that have E endpoints each, the chains of nat hold 5 + S (2 + 3 E) rules, the built-in ones 3 jumps.
package struct KubeProxyIptables136: ServiceProxyLayout {
    /// Beyond this many endpoints in all, kube-proxy leaves the comments of endpoint rules out.
    static let largeClusterEndpoints = 1000

    package init() {}

    package func ruleset(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> Ruleset {
        let ports = ServicePort.all(of: cluster, unnamed: .dropsColon)
        return try Ruleset(tables: [filter(ports), nat(ports, cluster)])
            .validated(for: ServiceProxy.kubeProxyIptables136.rawValue)
    }

    package func translationRules(of service: Service, port: Service.Port) -> [RuleReference] {
        guard let clusterIP = service.clusterIP else { return [] }
        return ServicePort(port, of: service, clusterIP: clusterIP, unnamed: .dropsColon).translationRules
    }

    private func filter(_ ports: [ServicePort]) -> Table {
        let firewall = Rule(target: .jump("KUBE-FIREWALL"))
        let balancers = Rule.portal(
            "KUBE-PROXY-FIREWALL",
            "kubernetes load balancer firewall",
            newConnectionsOnly: true
        )
        let services = Rule.portal("KUBE-SERVICES", "kubernetes service portals", newConnectionsOnly: true)
        let external = Rule.portal(
            "KUBE-EXTERNAL-SERVICES",
            "kubernetes externally-visible service portals",
            newConnectionsOnly: true
        )
        let loopback = IPBlock.v4(CIDR(IPv4Address(127, 0, 0, 0), prefixLength: 8))
        let healthChecks = Rule.portal("KUBE-NODEPORTS", "kubernetes health check service ports")
        return Table(
            .filter,
            builtIn: [
                "INPUT": [firewall, balancers, healthChecks, external],
                "FORWARD": [balancers, .portal("KUBE-FORWARD", "kubernetes forwarding rules"), services, external],
                "OUTPUT": [firewall, balancers, services],
            ],
            own: [
                Chain(name: "KUBE-EXTERNAL-SERVICES"),
                Chain(
                    name: "KUBE-FIREWALL",
                    rules: [
                        Rule(
                            source: .not(loopback),
                            destination: Negatable(loopback),
                            matches: [
                                .comment("block incoming localnet connections"),
                                .connectionState(.not([.related, .established, .dnat])),
                            ],
                            target: .drop
                        )
                    ]
                ),
                .forwarding(behind: [Rule(matches: [.connectionState(Negatable([.invalid]))], target: .drop)]),
                Chain(name: "KUBE-NODEPORTS"),
                Chain(name: "KUBE-PROXY-FIREWALL"),
                Chain(name: "KUBE-SERVICES", rules: ports.filter(\.endpoints.isEmpty).map(\.rejectRule)),
            ]
        )
    }

    private func nat(_ ports: [ServicePort], _ cluster: ClusterModel) -> Table {
        let served = ports.filter { !$0.endpoints.isEmpty }
        let isLarge = served.reduce(0) { $0 + $1.endpoints.count } > KubeProxyIptables136.largeClusterEndpoints
        var services = Chain(name: "KUBE-SERVICES")
        var chains: [Chain] = []
        for port in served {
            services.rules.append(port.virtualAddressRule("cluster IP", to: .jump(port.chainName)))
            // kube-proxy keeps endpoints sorted as text, so that syncs differ little.
            let endpoints = port.endpoints.map { ($0.text, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
            let masquerade = port.virtualAddressRule(
                "cluster IP",
                from: .not(.v4(cluster.clusterCIDR)),
                to: .jump(ServicePort.markMasquerade)
            )
            let choice = port.choiceRules(among: endpoints, decimals: 10) {
                isLarge ? nil : "\(port.name) -> \($0.text)"
            }
            chains.append(Chain(name: port.chainName, rules: [masquerade] + choice))
            chains += endpoints.map { port.endpointChain($0, comment: isLarge ? nil : port.name) }
        }
        services.rules.append(.nodePorts)
        return Table(
            .nat,
            builtIn: [
                "PREROUTING": [.portal("KUBE-SERVICES", "kubernetes service portals")],
                "OUTPUT": [.portal("KUBE-SERVICES", "kubernetes service portals")],
                "POSTROUTING": [.portal("KUBE-POSTROUTING", "kubernetes postrouting rules")],
            ],
            own: chains + [
                services,
                Chain(name: "KUBE-NODEPORTS"),
                .markMasquerade,
                .postrouting(),
            ]
        )
    }
}
