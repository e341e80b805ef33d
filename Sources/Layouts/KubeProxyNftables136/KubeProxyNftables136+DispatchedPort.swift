import Addressing
import Cluster
import Rules

extension KubeProxyNftables136 {
    /// A ClusterIP port, with the chain that translates connections to it.
    struct DispatchedPort {
        let port: ServicePort
        /// `service-HASH-namespace/service/protocol/port`.
        let chainName: String

        private init(_ port: Service.Port, of service: Service, clusterIP: IPv4Address) {
            self.port = ServicePort(port, of: service, clusterIP: clusterIP, unnamed: .dropsColon)
            let base = "\(service.namespace)/\(service.name)/\(self.port.transport.rawValue)/\(port.name)"
            let name = "\(NameHash.of(base).prefix(8))-\(base)"
            chainName = "service-\(name.prefix(KubeProxyNftables136.longestBaseName))"
        }

        /// All ports of the cluster's Services in their order; headless Services have none.
        static func all(of cluster: ClusterModel) -> [DispatchedPort] {
            cluster.services.flatMap { service -> [DispatchedPort] in
                guard let clusterIP = service.clusterIP else { return [] }
                return service.ports.map { DispatchedPort($0, of: service, clusterIP: clusterIP) }
            }
        }

        /// `ADDRESS . PROTOCOL . PORT`, by which packets find the port.
        var key: [NftSet.Value] {
            [.address(.v4(CIDR(port.clusterIP))), .transport(port.transport), .port(port.number)]
        }

        /// The chain that picks an endpoint at random; nil for a port that nobody serves.
        var chain: NftChain? {
            guard !port.endpoints.isEmpty else { return nil }
            // kube-proxy keeps endpoints sorted as text, so that syncs differ little.
            let endpoints = port.endpoints.map { ($0.text, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
            return NftChain(
                name: chainName,
                rules: [
                    NftRule(
                        .transport(port.transport),
                        .dnat(toOneOf: endpoints.map { NftStatement.Endpoint($0.address, $0.port) })
                    )
                ]
            )
        }
    }
}
