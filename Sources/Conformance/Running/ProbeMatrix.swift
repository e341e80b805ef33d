package import Addressing
package import Cluster

/// Every probe that a cluster's truth table asks for.
package struct ProbeMatrix: Equatable, Sendable {
    package let probes: [PacketProbe]

    /// Each local pod of `node` to each other one on `ports`, and to each ClusterIP on its own ports, with each protocol of
    /// `family`; ClusterIPs are IPv4.
    ///
    /// `outside` addresses, of `family` too, dial pods only: a ClusterIP means nothing out there. A pod does not dial a Service that may
    /// lead back to itself, of which the API says nothing (the node masquerades it).
    package init(
        of cluster: ClusterModel,
        on node: Node,
        ports: [UInt16],
        transports: [ServiceProtocol] = ServiceProtocol.allCases,
        outside: [IPAddress] = [],
        family: IPFamily = .ipv4
    ) {
        let pods = cluster.localPods(on: node.name).compactMap { $0.address(in: family) }
        let sources = pods.map(PacketProbe.Source.pod) + outside.map(PacketProbe.Source.outside)
        var probes: [PacketProbe] = []
        for source in sources {
            for pod in pods {
                for port in ports {
                    for transport in transports {
                        probes.append(
                            PacketProbe(source: source, destination: pod, port: port, transport: transport)
                        )
                    }
                }
            }
            guard case .pod(.v4(let address)) = source else { continue }
            probes += ProbeMatrix.serviceProbes(from: source, at: address, in: cluster, transports)
        }
        self.probes = probes
    }

    private static func serviceProbes(
        from source: PacketProbe.Source,
        at address: IPv4Address,
        in cluster: ClusterModel,
        _ transports: [ServiceProtocol]
    ) -> [PacketProbe] {
        cluster.services.flatMap { service -> [PacketProbe] in
            guard let clusterIP = service.clusterIP else { return [] }
            return service.ports.compactMap { port in
                let endpoints = port.endpoints.map(\.address)
                guard transports.contains(port.transport), !endpoints.isEmpty, !endpoints.contains(address) else {
                    return nil
                }
                return PacketProbe(
                    source: source,
                    destination: .v4(clusterIP),
                    port: port.number,
                    transport: port.transport
                )
            }
        }
    }
}
