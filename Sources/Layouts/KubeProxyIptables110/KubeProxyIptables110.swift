import Addressing
package import Cluster
package import Rules

/// The rules of kube-proxy 1.10 in iptables mode, the version of the published experiment.
///
/// Read from kubernetes `pkg/proxy/iptables/proxier.go` of about 1.11 (ClusterIP part unchanged since 1.10), with a
/// cluster CIDR set and without `--masquerade-all`. What kubelet writes beside it (KUBE-MARK-DROP in nat, KUBE-FIREWALL
/// below the filter table's INPUT and OUTPUT) is not included: no packet between a client and a pod meets it. The real
/// program writes its Services in the random order of a map; here it is the cluster's.
///
/// With S ports that have E endpoints each, the chains of nat hold 3 + S (2 + 3 E) rules, the built-in ones 3 jumps.
package struct KubeProxyIptables110: ServiceProxyLayout {
    package init() {}

    package func ruleset(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> Ruleset {
        let ports = ServicePort.all(of: cluster, unnamed: .keepsColon)
        return try Ruleset(tables: [filter(ports, cluster), nat(ports, cluster)])
            .validated(for: ServiceProxy.kubeProxyIptables110.rawValue)
    }

    package func translationRules(of service: Service, port: Service.Port) -> [RuleReference] {
        guard let clusterIP = service.clusterIP else { return [] }
        return ServicePort(port, of: service, clusterIP: clusterIP, unnamed: .keepsColon).translationRules
    }

    private func filter(_ ports: [ServicePort], _ cluster: ClusterModel) -> Table {
        let established = Match.connectionState(Negatable([.related, .established]))
        let pods = Negatable(IPBlock.v4(cluster.clusterCIDR))
        return Table(
            .filter,
            builtIn: [
                "INPUT": [
                    .portal(
                        "KUBE-EXTERNAL-SERVICES",
                        "kubernetes externally-visible service portals",
                        newConnectionsOnly: true
                    )
                ],
                "FORWARD": [.portal("KUBE-FORWARD", "kubernetes forwarding rules")],
                "OUTPUT": [.portal("KUBE-SERVICES", "kubernetes service portals", newConnectionsOnly: true)],
            ],
            own: [
                Chain(name: "KUBE-EXTERNAL-SERVICES"),
                Chain(
                    name: "KUBE-FORWARD",
                    rules: [
                        Rule(
                            matches: [.comment("kubernetes forwarding rules"), .mark(Negatable(.masquerade))],
                            target: .accept
                        ),
                        Rule(
                            source: pods,
                            matches: [.comment("kubernetes forwarding conntrack pod source rule"), established],
                            target: .accept
                        ),
                        Rule(
                            destination: pods,
                            matches: [.comment("kubernetes forwarding conntrack pod destination rule"), established],
                            target: .accept
                        ),
                    ]
                ),
                Chain(name: "KUBE-SERVICES", rules: ports.filter(\.endpoints.isEmpty).map(\.rejectRule)),
            ]
        )
    }

    private func nat(_ ports: [ServicePort], _ cluster: ClusterModel) -> Table {
        let served = ports.filter { !$0.endpoints.isEmpty }
        var services = Chain(name: "KUBE-SERVICES")
        var chains: [Chain] = []
        for port in served {
            services.rules += [
                port.virtualAddressRule(
                    "cluster IP",
                    from: .not(.v4(cluster.clusterCIDR)),
                    to: .jump(ServicePort.markMasquerade)
                ),
                port.virtualAddressRule("cluster IP", to: .jump(port.chainName)),
            ]
            let choice = port.choiceRules(among: port.endpoints, decimals: 5) { _ in port.name }
            chains.append(Chain(name: port.chainName, rules: choice))
            chains += port.endpoints.map { port.endpointChain($0, comment: port.name) }
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
                Chain(
                    name: "KUBE-POSTROUTING",
                    rules: [
                        Rule(
                            matches: [
                                .comment("kubernetes service traffic requiring SNAT"), .mark(Negatable(.masquerade)),
                            ],
                            target: .masquerade(randomFully: false)
                        )
                    ]
                ),
            ]
        )
    }
}
