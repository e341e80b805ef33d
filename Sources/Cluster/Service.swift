package import Addressing

/// A Service (core/v1) joined with the ready addresses of its EndpointSlices (discovery.k8s.io/v1).
package struct Service: Equatable, Sendable {
    /// One port of a Service with the endpoints that back it.
    package struct Port: Equatable, Sendable {
        /// Empty for the only port of a Service that gives it no name.
        package var name: String
        package var number: UInt16
        package var transport: ServiceProtocol
        /// `targetPort` as written, a number or a container port's name; what the endpoints' `port` came from.
        package var targetPort: String
        package var endpoints: [Endpoint]

        package init(
            name: String,
            number: UInt16,
            transport: ServiceProtocol = .tcp,
            targetPort: String,
            endpoints: [Endpoint]
        ) {
            self.name = name
            self.number = number
            self.transport = transport
            self.targetPort = targetPort
            self.endpoints = endpoints
        }
    }

    /// One ready backend of a port.
    package struct Endpoint: Hashable, Sendable {
        package var address: IPv4Address
        package var port: UInt16
        package var nodeName: String?

        package init(address: IPv4Address, port: UInt16, nodeName: String?) {
            self.address = address
            self.port = port
            self.nodeName = nodeName
        }
    }

    package var namespace: String
    package var name: String
    package var labels: [String: String]
    package var selector: [String: String]
    /// Nil for a headless Service (`clusterIP: None`), which no proxy programs.
    package var clusterIP: IPv4Address?
    package var ports: [Port]

    package init(
        namespace: String,
        name: String,
        labels: [String: String] = [:],
        selector: [String: String] = [:],
        clusterIP: IPv4Address?,
        ports: [Port]
    ) {
        self.namespace = namespace
        self.name = name
        self.labels = labels
        self.selector = selector
        self.clusterIP = clusterIP
        self.ports = ports
    }
}
