import Addressing
import Cluster

/// A connection that somebody asks about, its ends looked up in the cluster.
struct ConnectionQuestion {
    /// One end: an address, and what has it.
    struct End {
        var address: IPAddress
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
        var service: (title: String, address: IPAddress, port: UInt16, endpoints: Int)?
    }

    let source: End
    let destinations: [Destination]
    let transport: ServiceProtocol
    /// Whose addresses the packets bear: that of an end given as an address, or else IPv4.
    let family: IPFamily

    /// Reads what `--from` and `--to` say; throws a sentence for what the cluster lacks.
    init(from: String, to: String, transport: ServiceProtocol, in cluster: ClusterModel) throws(CommandFailure) {
        self.transport = transport
        let target = try Self.target(to)
        family = [from, target.name].lazy.compactMap { IPAddress($0)?.family }.first ?? .ipv4
        source = try Self.end(from, "--from", family, in: cluster)
        destinations = try Self.destinations(target, transport, family, in: cluster)
    }

    /// What `--to` names, and the text of its port; an IPv6 address stands in brackets.
    private static func target(_ text: String) throws(CommandFailure) -> (name: String, port: String) {
        let parts = text.hasPrefix("[") ? text.dropFirst().split(separator: "]:") : text.split(separator: ":")
        guard parts.count == 2, text.count(where: { $0 == ":" }) == 1 || text.hasPrefix("[") else {
            throw CommandFailure(
                .usage,
                "cannot read --to '\(text)'; give NAMESPACE/POD:PORT, NAMESPACE/SERVICE:PORT, ADDRESS:PORT or "
                    + "[IPV6-ADDRESS]:PORT"
            )
        }
        return (String(parts[0]), String(parts[1]))
    }

    private static func end(
        _ text: String,
        _ option: String,
        _ family: IPFamily,
        in cluster: ClusterModel
    ) throws(CommandFailure) -> End {
        if let address = IPAddress(text) {
            guard address.family == family else {
                throw CommandFailure(
                    .usage,
                    "cannot take \(text) as \(option): the other end is \(family.title); give two of a family"
                )
            }
            let pod = cluster.pods.first { $0.hasOwnAddress && $0.address(in: family) == address }
            return End(address: address, pod: pod)
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw CommandFailure(.usage, "cannot read \(option) '\(text)'; give NAMESPACE/POD or an address")
        }
        guard let pod = cluster.pods.first(where: { $0.namespace == parts[0] && $0.name == parts[1] }) else {
            throw CommandFailure(.usage, "cannot find the pod \(text) of \(option) in the cluster; give another")
        }
        guard let address = pod.address(in: family), pod.hasOwnAddress else {
            throw CommandFailure(
                .usage,
                "cannot explain a connection of \(text): the pod has no \(family.title) address of its own (hostNetwork, "
                    + "finished, or not started); give a running pod, or the address itself"
            )
        }
        return End(address: address, pod: pod)
    }

    private static func destinations(
        _ target: (name: String, port: String),
        _ transport: ServiceProtocol,
        _ family: IPFamily,
        in cluster: ClusterModel
    ) throws(CommandFailure) -> [Destination] {
        if let service = service(target.name, in: cluster) {
            guard family == .ipv4 else {
                throw CommandFailure(
                    .usage,
                    "cannot explain an IPv6 connection to \(target.name): npbench has no Services of IPv6; give a pod"
                )
            }
            return try endpoints(of: service, target.port, transport, in: cluster)
        }
        let end = try end(target.name, "--to", family, in: cluster)
        let named = end.pod?.ports.first { $0.name == target.port && $0.transport == transport }?.number
        guard let port = named ?? UInt16(target.port), port > 0 else {
            throw CommandFailure(
                .usage,
                "cannot find the port '\(target.port)' of --to \(target.name); give a number from 1 to 65535"
            )
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
                end: End(address: .v4(endpoint.address), pod: pod),
                port: endpoint.port,
                service: (title, .v4(address), port.number, port.endpoints.count)
            )
        }
    }
}
