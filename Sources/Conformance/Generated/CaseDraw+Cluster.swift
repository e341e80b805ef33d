import Addressing
import Cluster

extension CaseDraw {
    /// A label key and the values that objects have under it.
    typealias LabelKey = (key: String, values: [String])

    static let podsPerNamespace = 3
    static let podLabels: [LabelKey] = [
        ("app", ["web", "db", "cache"]), ("tier", ["front", "back"]), ("canary", ["", "yes"]),
    ]
    static let namespaceLabels: [LabelKey] = [("team", ["red", "blue"]), ("env", ["prod", "test"])]
    /// The names of container ports: of 80 and 81 of TCP as a rule, and of 80 of UDP and of SCTP.
    static let portNames = (first: "web", second: "alt", datagram: "dgram", association: "assoc")

    /// The node under test, and the second one if `count` is 2.
    static func nodes(count: Int) -> [Node] {
        [GeneratedCase.nodeName, GeneratedCase.otherNodeName].prefix(count).enumerated().map { place, name in
            Node(
                name: name,
                address: IPv4Address(172, 31, 0, UInt8(place + 1)),
                podCIDR: IPv4CIDR(podNetwork(of: place), prefixLength: 24)
            )
        }
    }

    /// Namespaces `x`, `y` and `z`, at least one of them without labels.
    mutating func namespaces() -> [Namespace] {
        let names = ["x", "y", "z"]
        let bare = one(of: names)
        return names.map { name in
            let labels = labels(from: CaseDraw.namespaceLabels, each: 75)
            return Namespace(name: name, labels: name == bare ? [:] : labels)
        }
    }

    /// Pod `a`, `b` or `c` of the namespace at place `namespacePlace`.
    ///
    /// Pods of a namespace are neighbours (17 to 19, 33 to 35, 49 to 51), so that a small block can hold some of them.
    mutating func pod(_ member: Int, of namespacePlace: Int, in namespace: Namespace, on node: Node) -> Pod {
        let network = CaseDraw.podNetwork(of: node.name == GeneratedCase.nodeName ? 0 : 1)
        return Pod(
            namespace: namespace.name,
            name: ["a", "b", "c"][member],
            labels: labels(from: CaseDraw.podLabels, each: 70),
            ports: containerPorts(),
            nodeName: node.name,
            hostAddress: node.address,
            address: network + UInt32(16 * (namespacePlace + 1) + member + 1)
        )
    }

    /// A Service of the namespace with 80 of TCP, some with 80 of UDP or SCTP too, in front of the pods that it selects.
    mutating func service(_ place: Int, of namespace: Namespace, backedBy pods: [Pod]) -> Service {
        let app = one(of: CaseDraw.podLabels[0].values)
        let selector = chance(30) ? ["app": app] : [:]
        let backends = pods.filter { pod in selector.allSatisfy { pod.labels[$0.key] == $0.value } }
        let target = chance(40) ? CaseDraw.portNames.first : "80"
        var ports = [
            CaseDraw.servicePort("tcp", 80, .tcp, targetPort: target, backends)
        ]
        if chance(50) { ports.append(CaseDraw.servicePort("udp", 80, .udp, targetPort: "80", backends)) }
        if chance(30) { ports.append(CaseDraw.servicePort("sctp", 80, .sctp, targetPort: "80", backends)) }
        return Service(
            namespace: namespace.name,
            name: "svc",
            selector: selector,
            clusterIP: IPv4Address(10, 96, 1, UInt8(place + 1)),
            ports: ports
        )
    }

    /// Ports with the usual names, or with the names swapped, or some without a name; some of UDP and SCTP.
    private mutating func containerPorts() -> [Pod.Port] {
        let (first, second, datagram, association) = CaseDraw.portNames
        let names: (String?, String?) = one(weighted: [
            (55, (first, second)), (15, (second, first)), (10, (nil, second)), (10, (first, nil)), (10, (nil, nil)),
        ])
        var ports = [Pod.Port(name: names.0, number: 80), Pod.Port(name: names.1, number: 81)]
        if chance(60) { ports.append(Pod.Port(name: chance(80) ? datagram : nil, number: 80, transport: .udp)) }
        if chance(40) {
            ports.append(Pod.Port(name: chance(80) ? association : nil, number: 80, transport: .sctp))
        }
        return ports
    }

    /// A label of each key with a probability of `percent`.
    private mutating func labels(from keys: [LabelKey], each percent: Int) -> [String: String] {
        var labels: [String: String] = [:]
        for (key, values) in keys {
            let value = one(of: values)
            if chance(percent) { labels[key] = value }
        }
        return labels
    }

    private static func podNetwork(of node: Int) -> IPv4Address {
        IPv4Address(10, 244, UInt8(node), 0)
    }

    /// A Service port as the endpoints controller fills it: pods without a port of the target's name are left out.
    private static func servicePort(
        _ name: String,
        _ number: UInt16,
        _ transport: ServiceProtocol,
        targetPort: String,
        _ pods: [Pod]
    ) -> Service.Port {
        let endpoints = pods.compactMap { pod -> Service.Endpoint? in
            let named = pod.ports.first { $0.name == targetPort && $0.transport == transport }?.number
            guard let address = pod.address, let port = UInt16(targetPort) ?? named else { return nil }
            return Service.Endpoint(address: address, port: port, nodeName: pod.nodeName)
        }
        return Service.Port(
            name: name,
            number: number,
            transport: transport,
            targetPort: targetPort,
            endpoints: endpoints
        )
    }
}
