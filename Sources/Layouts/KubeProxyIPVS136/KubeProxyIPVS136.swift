import Addressing
package import Cluster
package import Rules

/// What kube-proxy 1.36 writes in IPVS mode: virtual servers, the sets of their addresses, and a few rules that name the sets.
///
/// After kubernetes `pkg/proxy/ipvs/proxier.go` and `ipset.go` of about v1.33, whose chains and sets v1.36.2 still has; there is
/// no recording, since no kernel at hand has IPVS. `detectLocalMode: ClusterCIDR`, the scheduler `rr` and no other options. A
/// rule for a set that is empty is left out where the real program does so. Of the node only ClusterIPs are served: sets for
/// node ports, load balancers and external addresses exist and are empty.
///
/// The rules are as many whatever the cluster: a packet finds its Service in the kernel's table of virtual servers. It passes
/// filter's INPUT and OUTPUT, not FORWARD, as the device kube-ipvs0 has all ClusterIPs.
package struct KubeProxyIPVS136: ServiceProxyLayout {
    package init() {}

    package func ruleset(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> Ruleset {
        let ports = ServicePort.all(of: cluster, unnamed: .dropsColon)
        let hairpins = hairpins(of: ports, on: node)
        return try Ruleset(
            tables: [filter, nat(of: cluster, isServing: !ports.isEmpty, hasHairpins: !hairpins.isEmpty)],
            sets: sets(for: ports, hairpins: hairpins),
            virtualServers: ports.map { port in
                VirtualServer(
                    VirtualServer.Socket(port.clusterIP, port.number),
                    transport: port.transport,
                    realServers: port.endpoints.map { VirtualServer.Socket($0.address, $0.port) }
                )
            }
        ).validated(for: ServiceProxy.kubeProxyIPVS136.rawValue)
    }

    /// None: connections are counted by virtual servers, not by rules.
    package func translationRules(of service: Service, port: Service.Port) -> [RuleReference] { [] }
}
