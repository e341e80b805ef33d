/// An EndpointSlice (discovery.k8s.io/v1) as manifests have it; only IPv4 ones have content.
struct EndpointSliceManifest: Codable {
    struct Endpoint: Codable {
        var addresses: [AddressField]?
        var conditions: Conditions?
        var nodeName: String?

        /// An endpoint that does not say counts as ready.
        var isReady: Bool { conditions?.ready ?? true }
    }

    struct Conditions: Codable {
        var ready: Bool?
    }

    struct Port: Codable {
        var name: ObjectName?
        /// Nil means every port, which no Service asks for.
        var port: PortNumber?
        var `protocol`: OneOf<ServiceProtocol>?
    }

    static let serviceLabel = "kubernetes.io/service-name"

    var apiVersion = "discovery.k8s.io/v1"
    var kind = "EndpointSlice"
    var metadata: ObjectMetadata
    var addressType = "IPv4"
    var endpoints: [Endpoint]?
    var ports: [Port]?

    init(_ number: Int, of service: Service, ports: [Port], endpoints: some Sequence<Service.Endpoint>) {
        metadata = ObjectMetadata(
            namespace: service.namespace,
            name: "\(service.name)-\(number)",
            labels: [Self.serviceLabel: service.name, "endpointslice.kubernetes.io/managed-by": "npbench"]
        )
        self.ports = ports
        self.endpoints = endpoints.map {
            Endpoint(
                addresses: [AddressField($0.address)],
                conditions: Conditions(ready: true),
                nodeName: $0.nodeName
            )
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        metadata = try container.decode(ObjectMetadata.self, forKey: .metadata)
        addressType = try container.decode(String.self, forKey: .addressType)
        guard addressType == "IPv4" else { return }
        endpoints = try container.decodeIfPresent([Endpoint].self, forKey: .endpoints)
        ports = try container.decodeIfPresent([Port].self, forKey: .ports)
    }

    /// The ready endpoints of the Service port with that name and protocol.
    ///
    /// The addresses of one endpoint are alternatives, of which every proxy takes the first.
    func endpoints(of name: String, _ transport: ServiceProtocol) -> [Service.Endpoint] {
        let numbers = (ports ?? []).filter {
            ($0.name?.text ?? "") == name && ($0.protocol?.word ?? .tcp) == transport
        }.compactMap(\.port?.number)
        return numbers.flatMap { number in
            (endpoints ?? []).filter(\.isReady).compactMap { endpoint in
                (endpoint.addresses?.first?.address).map {
                    Service.Endpoint(address: $0, port: number, nodeName: endpoint.nodeName)
                }
            }
        }
    }
}
