/// A port of a Service, written `NAMESPACE/SERVICE:PORT` (`--target`).
package struct ServiceReference: Hashable, Sendable {
    package var namespace: String
    package var service: String
    /// A port number or a port name.
    package var port: String

    /// The test Service of the synthetic cluster.
    package static let test = ServiceReference(namespace: "default", service: "test", port: "80")

    package init(namespace: String, service: String, port: String) {
        self.namespace = namespace
        self.service = service
        self.port = port
    }

    /// Parses `NAMESPACE/SERVICE:PORT`; nil for anything else.
    package init?(_ text: String) {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty else { return nil }
        let parts = halves[1].split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        self.init(namespace: String(halves[0]), service: String(parts[0]), port: String(parts[1]))
    }
}

extension ServiceReference: CustomStringConvertible {
    package var description: String { "\(namespace)/\(service):\(port)" }
}
