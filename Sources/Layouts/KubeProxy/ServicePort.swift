import Addressing
import Cluster
import Rules

/// A ClusterIP port as kube-proxy programs it.
///
/// Of a Service only ClusterIPs and ready endpoints are modelled; node ports, load balancers, external IPs and session
/// affinity are not, and neither are the rules for them.
struct ServicePort {
    /// `namespace/service:port`; the text in comments and, followed by the protocol, in hashes.
    let name: String
    let clusterIP: IPv4Address
    let number: UInt16
    let transport: Transport
    /// Each address and port once: several EndpointSlices may name the same one.
    let endpoints: [Service.Endpoint]

    /// How a port without a name is written after the Service's.
    enum UnnamedPort {
        /// `namespace/service:`, as kube-proxy 1.10 does.
        case keepsColon
        /// `namespace/service`, as newer versions do.
        case dropsColon
    }

    init(_ port: Service.Port, of service: Service, clusterIP: IPv4Address, unnamed: UnnamedPort) {
        let base = "\(service.namespace)/\(service.name)"
        switch unnamed {
        case .dropsColon where port.name.isEmpty: name = base
        case .keepsColon, .dropsColon: name = "\(base):\(port.name)"
        }
        self.clusterIP = clusterIP
        number = port.number
        transport = Transport(port.transport)
        var seen: Set<String> = []
        endpoints = port.endpoints.filter { seen.insert($0.text).inserted }
    }

    /// All ports of the cluster's Services in their order; headless Services have none.
    static func all(of cluster: ClusterModel, unnamed: UnnamedPort) -> [ServicePort] {
        cluster.services.flatMap { service -> [ServicePort] in
            guard let clusterIP = service.clusterIP else { return [] }
            return service.ports.map { ServicePort($0, of: service, clusterIP: clusterIP, unnamed: unnamed) }
        }
    }

    /// The chain that picks an endpoint: `KUBE-SVC-` and a hash.
    var chainName: String { "KUBE-SVC-" + NameHash.of(name + transport.rawValue) }

    /// The chain that translates to one endpoint: `KUBE-SEP-` and a hash.
    func chainName(of endpoint: Service.Endpoint) -> String {
        "KUBE-SEP-" + NameHash.of(name + transport.rawValue + endpoint.text)
    }
}

extension Service.Endpoint {
    /// `address:port`, as kube-proxy hashes and sorts it.
    var text: String { "\(address):\(port)" }
}
