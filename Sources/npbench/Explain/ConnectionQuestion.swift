import Addressing
import Cluster

/// A connection that somebody asks about, its ends looked up in the cluster.
struct ConnectionQuestion {
    /// One end: an address, and what has it.
    struct End {
        var address: IPv4Address
        /// Nil for what is no pod.
        var pod: Pod?

        /// `namespace/name (address)`, or the address.
        var title: String { pod.map { "\($0.namespace)/\($0.name) (\(address))" } ?? "\(address)" }
    }

    /// Where the connection ends up: itself, or an endpoint of the Service that was asked for.
    struct Destination {
        var end: End
        var port: UInt16
        /// The Service's address and port, and how many endpoints serve it.
        var service: (title: String, address: IPv4Address, port: UInt16, endpoints: Int)?
    }

    let source: End
    let destinations: [Destination]
    let transport: ServiceProtocol

    /// Reads what `--from` and `--to` say; throws a sentence for what the cluster lacks.
    init(from: String, to: String, transport: ServiceProtocol, in cluster: ClusterModel) throws(CommandFailure) {
        self.transport = transport
        source = try Self.end(from, "--from", in: cluster)
        destinations = try Self.destinations(to, transport, in: cluster)
    }

    private static func end(_ text: String, _ option: String, in cluster: ClusterModel) throws(CommandFailure) -> End {
        if let address = IPv4Address(text) {
            return End(address: address, pod: cluster.pods.first { $0.hasOwnAddress && $0.address == address })
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw CommandFailure(.usage, "cannot read \(option) '\(text)'; give NAMESPACE/POD or an IPv4 address")
        }
        guard let pod = cluster.pods.first(where: { $0.namespace == parts[0] && $0.name == parts[1] }) else {
            throw CommandFailure(.usage, "cannot find the pod \(text) of \(option) in the cluster; give another")
        }
        guard let address = pod.address, pod.hasOwnAddress else {
            throw CommandFailure(
                .usage,
                "cannot explain a connection of \(text): the pod has no address of its own (hostNetwork, finished, or "
                    + "not started); give a running pod, or the address itself"
            )
        }
        return End(address: address, pod: pod)
    }

    private static func destinations(
        _ text: String,
        _ transport: ServiceProtocol,
        in cluster: ClusterModel
    ) throws(CommandFailure) -> [Destination] {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw CommandFailure(
                .usage,
                "cannot read --to '\(text)'; give NAMESPACE/POD:PORT, NAMESPACE/SERVICE:PORT or ADDRESS:PORT"
            )
        }
        if let service = service(parts[0], in: cluster) {
            return try endpoints(of: service, parts[1], transport, in: cluster)
        }
        let end = try end(parts[0], "--to", in: cluster)
        let named = end.pod?.ports.first { $0.name == parts[1] && $0.transport == transport }?.number
        guard let port = named ?? UInt16(parts[1]), port > 0 else {
            throw CommandFailure(.usage, "cannot find the port of --to '\(text)'; give a number from 1 to 65535")
        }
        return [Destination(end: end, port: port)]
    }

    /// The Service of that name or ClusterIP; a pod of the same name goes first.
    private static func service(_ text: String, in cluster: ClusterModel) -> Service? {
        if let address = IPv4Address(text) { return cluster.services.first { $0.clusterIP == address } }
        let isPod = cluster.pods.contains { "\($0.namespace)/\($0.name)" == text }
        return isPod ? nil : cluster.services.first { "\($0.namespace)/\($0.name)" == text }
    }

    private static func endpoints(
        of service: Service,
        _ portText: String,
        _ transport: ServiceProtocol,
        in cluster: ClusterModel
    ) throws(CommandFailure) -> [Destination] {
        let title = "\(service.namespace)/\(service.name)"
        let ports = service.ports.filter { $0.transport == transport }
        guard let address = service.clusterIP,
            let port = ports.first(where: { "\($0.number)" == portText || $0.name == portText })
        else {
            let known = ports.map { "\($0.number)" }.joined(separator: ", ")
            throw CommandFailure(
                .usage,
                "cannot find \(transport.rawValue) port '\(portText)' with a ClusterIP at the Service \(title); "
                    + (known.isEmpty ? "give another protocol or Service" : "give one of: \(known)")
            )
        }
        guard !port.endpoints.isEmpty else {
            throw CommandFailure(
                .usage,
                "cannot explain a connection to \(title):\(portText): nothing backs it; give a pod"
            )
        }
        return port.endpoints.map { endpoint in
            let pod = cluster.pods.first { $0.hasOwnAddress && $0.address == endpoint.address }
            return Destination(
                end: End(address: endpoint.address, pod: pod),
                port: endpoint.port,
                service: (title, address, port.number, port.endpoints.count)
            )
        }
    }
}
