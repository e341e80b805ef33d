import Addressing
import Cluster
import Rules

extension KubeProxyIPVS136 {
    /// The sets that hold something, or that a rule always names; the comment is that of the rules for the set.
    enum Names {
        static let hairpins = "KUBE-LOOP-BACK"
        static let hairpinsComment = "Kubernetes endpoints dst ip:port, source ip for solving hairpin purpose"
        static let clusterIPs = "KUBE-CLUSTER-IP"
        static let clusterIPsComment = "Kubernetes service cluster ip + port for masquerade purpose"
        static let externalIPs = "KUBE-EXTERNAL-IP"
        static let localExternalIPs = "KUBE-EXTERNAL-IP-LOCAL"
        static let loadBalancers = "KUBE-LOAD-BALANCER"
        static let healthChecks = "KUBE-HEALTH-CHECK-NODE-PORT"
        static let healthChecksComment = "Kubernetes health check node port"
        static let boundAddresses = "KUBE-IPVS-IPS"
    }

    /// All sets, in the order of the program's list (`ipsetInfo`).
    func sets(for ports: [ServicePort], hairpins: [IPSet.Entry]) -> [IPSet] {
        let clusterIPs = ports.map {
            IPSet.Entry(IPBlock(.v4($0.clusterIP)), port: IPSet.Port($0.transport, $0.number))
        }
        var seen: Set<IPv4Address> = []
        let addresses = ports.map(\.clusterIP).filter { seen.insert($0).inserted }
        return [
            IPSet(name: Names.hairpins, kind: .hashIPPortIP, entries: hairpins),
            IPSet(name: Names.clusterIPs, kind: .hashIPPort, entries: clusterIPs),
            IPSet(name: Names.externalIPs, kind: .hashIPPort),
            IPSet(name: Names.localExternalIPs, kind: .hashIPPort),
            IPSet(name: Names.loadBalancers, kind: .hashIPPort),
            IPSet(name: "KUBE-LOAD-BALANCER-FW", kind: .hashIPPort),
            IPSet(name: "KUBE-LOAD-BALANCER-LOCAL", kind: .hashIPPort),
            IPSet(name: "KUBE-LOAD-BALANCER-SOURCE-IP", kind: .hashIPPortIP),
            IPSet(name: "KUBE-LOAD-BALANCER-SOURCE-CIDR", kind: .hashIPPortNet),
            IPSet(name: "KUBE-NODE-PORT-TCP", kind: .bitmapPort),
            IPSet(name: "KUBE-NODE-PORT-LOCAL-TCP", kind: .bitmapPort),
            IPSet(name: "KUBE-NODE-PORT-UDP", kind: .bitmapPort),
            IPSet(name: "KUBE-NODE-PORT-LOCAL-UDP", kind: .bitmapPort),
            IPSet(name: "KUBE-NODE-PORT-SCTP-HASH", kind: .hashIPPort),
            IPSet(name: "KUBE-NODE-PORT-LOCAL-SCTP-HASH", kind: .hashIPPort),
            IPSet(name: Names.healthChecks, kind: .bitmapPort),
            IPSet(name: Names.boundAddresses, kind: .hashIP, entries: addresses.map { IPSet.Entry(IPBlock(.v4($0))) }),
        ]
    }

    /// Connections that an endpoint of the node may open to itself, each once.
    func hairpins(of ports: [ServicePort], on node: Node) -> [IPSet.Entry] {
        var seen: Set<IPSet.Entry> = []
        return ports.flatMap { port in
            port.endpoints.filter { $0.nodeName == node.name }.map { endpoint in
                IPSet.Entry(
                    IPBlock(.v4(endpoint.address)),
                    port: IPSet.Port(port.transport, endpoint.port),
                    peer: endpoint.address
                )
            }
        }
        .filter { seen.insert($0).inserted }
    }
}
