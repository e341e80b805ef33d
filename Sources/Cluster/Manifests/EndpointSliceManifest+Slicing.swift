extension EndpointSliceManifest {
    /// The most endpoints that the API server takes in one slice (pkg/apis/discovery/validation).
    static let capacity = 1000

    /// The slices that say what `service`'s ports hold, in endpoint order.
    ///
    /// All ports share their slices if they have the same pods in the same order, each port under one number, as is
    /// usual. Else each port has slices of its own, one for every run of endpoints with the same port number.
    static func slices(of service: Service) -> [EndpointSliceManifest] {
        let groups = service.sharesEndpoints ? [service.ports] : service.ports.flatMap { $0.split() }.map { [$0] }
        var slices: [EndpointSliceManifest] = []
        for ports in groups {
            guard let endpoints = ports.first?.endpoints else { continue }
            let entries = ports.map { port in
                Port(
                    name: ObjectName(port.name),
                    port: port.endpoints.first.map { PortNumber($0.port) },
                    protocol: OneOf(port.transport)
                )
            }
            for start in stride(from: 0, to: endpoints.count, by: capacity) {
                let part = endpoints[start..<min(start + capacity, endpoints.count)]
                slices.append(EndpointSliceManifest(slices.count, of: service, ports: entries, endpoints: part))
            }
        }
        return slices
    }
}

extension Service {
    /// Whether every port has the same addresses, and no port more than one number.
    fileprivate var sharesEndpoints: Bool {
        ports.allSatisfy { port in
            port.endpoints.elementsEqual(ports[0].endpoints) { $0.address == $1.address && $0.nodeName == $1.nodeName }
                && port.endpoints.allSatisfy { $0.port == port.endpoints[0].port }
        }
    }
}

extension Service.Port {
    /// The port again and again, each time with the next endpoints that have one port number.
    fileprivate func split() -> [Service.Port] {
        var parts: [Service.Port] = []
        for endpoint in endpoints {
            if parts.last?.endpoints.first?.port == endpoint.port {
                parts[parts.count - 1].endpoints.append(endpoint)
            } else {
                var part = self
                part.endpoints = [endpoint]
                parts.append(part)
            }
        }
        return parts
    }
}
