import Addressing

/// A Service (core/v1) as manifests have it, without its endpoints.
struct ServiceManifest: Codable {
    struct Spec: Codable {
        var clusterIP: AddressField?
        var clusterIPs: [AddressField]?
        var ports: [Port]?
        var selector: [String: String]?
    }

    struct Port: Codable {
        var name: ObjectName?
        var port: PortNumber
        var `protocol`: OneOf<ServiceProtocol>?
        var targetPort: PortOrName?
    }

    var apiVersion = "v1"
    var kind = "Service"
    var metadata: ObjectMetadata
    var spec: Spec

    init(_ service: Service) {
        metadata = ObjectMetadata(namespace: service.namespace, name: service.name, labels: service.labels)
        spec = Spec(
            clusterIP: AddressField(service.clusterIP),
            ports: service.ports.map {
                Port(
                    name: $0.name.isEmpty ? nil : ObjectName($0.name),
                    port: PortNumber($0.number),
                    protocol: OneOf($0.transport),
                    targetPort: PortOrName($0.targetPort)
                )
            },
            selector: service.selector.isEmpty ? nil : service.selector
        )
    }

    /// The Service with what `endpoints` says of each port, by the port's name and protocol.
    func service(endpoints: (String, ServiceProtocol) -> [Service.Endpoint]) -> Service {
        Service(
            namespace: metadata.namespaceName,
            name: metadata.name.text,
            labels: metadata.labels ?? [:],
            selector: spec.selector ?? [:],
            clusterIP: spec.clusterIP?.address ?? (spec.clusterIPs ?? []).lazy.compactMap(\.address).first,
            ports: (spec.ports ?? []).map { port in
                let name = port.name?.text ?? ""
                let transport = port.protocol?.word ?? .tcp
                return Service.Port(
                    name: name,
                    number: port.port.number,
                    transport: transport,
                    targetPort: port.targetPort?.text ?? "\(port.port.number)",
                    endpoints: endpoints(name, transport)
                )
            }
        )
    }
}
