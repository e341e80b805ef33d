import Addressing
import Cluster
import Layouts
import Policy
import Rules
import Testing

@testable import Conformance

/// What each layout's rules do to a packet, against what its controller is said to do, in clusters drawn at random.
///
/// The tracer walks every packet through the rules, the oracle looks at the policies: neither knows the other.
@Suite struct LayoutPropertyTests {
    private static let cases = 150

    /// A packet of a connection, with the interfaces by which a node knows its own pods.
    private func packet(_ connection: Connection, in cluster: ClusterModel, on node: Node) throws -> Packet {
        func interface(_ end: Connection.End) -> String {
            guard case .pod(let pod) = end, pod.nodeName == node.name else { return "eth0" }
            return CalicoIptables.interface(of: pod)
        }
        return Packet(
            from: try #require(connection.source.address(in: connection.family)),
            to: try #require(connection.destination.address(in: connection.family)),
            port: connection.port,
            transport: Transport(connection.transport),
            inInterface: interface(connection.source),
            outInterface: interface(connection.destination)
        )
    }

    private func isLocal(_ end: Connection.End, _ node: Node) -> Bool {
        if case .pod(let pod) = end { pod.nodeName == node.name } else { false }
    }

    @Test("The rules let a packet pass if, and only if, the controller is said to", arguments: Controller.allCases)
    func rules(controller: Controller) throws {
        try hold(controller, .ipv4) { ($0.cluster, $0.probes) }
    }

    @Test(
        "Under policies with blocks of both families each family's rules do so too",
        arguments: [
            (Controller.kubeRouter211, IPFamily.ipv6), (.kubeRouter211, .ipv4), (.kubeRouter211Nft, .ipv6),
            (.kubeRouter211Nft, .ipv4), (.calicoIptables, .ipv4),
        ]
    )
    func bothFamilies(controller: Controller, family: IPFamily) throws {
        try hold(controller, family) { drawn in
            let dual = DualStackCase(drawn)
            return (dual.cluster, family == .ipv6 ? dual.probes : drawn.probes)
        }
    }

    /// Walks the packets of clusters drawn at random through a layout's rules, and compares with the oracle of its dialect.
    private func hold(
        _ controller: Controller,
        _ family: IPFamily,
        making subject: (GeneratedCase) -> (ClusterModel, [Connection])
    ) throws {
        let layout = try controller.layout(seed: 1, family: family)
        var verdicts = [true: 0, false: 0]
        var wrong: [String] = []
        for number in 0..<Self.cases {
            let drawn = GeneratedCase(number: number, seed: 7, usesSecondNode: number % 3 == 0)
            let (drawnCluster, probes) = subject(drawn)
            var cluster = drawnCluster
            if layout.dialect.deviations.contains(.refusesNamedPorts) {
                cluster.policies = cluster.policies.map(\.numbered)
            }
            // The kernel's interval sets take an address once.
            if controller.usesNftables { cluster.policies = cluster.policies.map(\.disjoint) }
            let node = try cluster.node(named: GeneratedCase.nodeName)
            let ruleset = try layout.ruleset(for: cluster, on: node)
            let tracer = PacketTracer(ruleset, localAddresses: Set([node.address(in: family)].compactMap(\.self)))
            let oracle = NodeOracle(of: cluster, on: node, dialect: layout.dialect, family: family)
            for connection in probes
            where isLocal(connection.source, node) || isLocal(connection.destination, node) {
                var packet = try packet(connection, in: cluster, on: node)
                let expected = oracle.admits(
                    from: packet.source,
                    to: packet.destination,
                    port: packet.destinationPort,
                    transport: connection.transport
                )
                verdicts[expected, default: 0] += 1
                if tracer.trace(packet).isAccepted != expected {
                    wrong.append("case \(number): \(packet) is to be \(expected ? "accepted" : "denied")")
                }
                packet.state = .established
                if !tracer.trace(packet).isAccepted || !tracer.trace(packet.reply).isAccepted {
                    wrong.append("case \(number): \(packet) of a known connection is not accepted")
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count) wrong, such as \(wrong.prefix(3).joined(separator: "; "))")
        #expect(verdicts[true, default: 0] > 5_000)
        #expect(verdicts[false, default: 0] > 5_000)
    }

    @Test(
        "The rules lead a new connection to each endpoint of a Service's port and nowhere else",
        arguments: ServiceProxy.allCases
    )
    func endpoints(proxy: ServiceProxy) throws {
        var reached = 0
        var refused = 0
        for number in 0..<Self.cases {
            let cluster = GeneratedCase(number: number, seed: 5, usesSecondNode: number % 3 == 0).cluster
            let node = try cluster.node(named: GeneratedCase.nodeName)
            let ruleset = try proxy.layout.ruleset(for: cluster, on: node)
            var tracer = PacketTracer(ruleset, localAddresses: Set([node.address(in: .ipv4)].compactMap(\.self)))
            let addresses = cluster.pods.compactMap(\.address) + [GeneratedCase.client, try #require(node.address)]
            let sources = addresses.map(IPAddress.v4)
            for service in cluster.services {
                for port in service.ports {
                    let packet = Packet(
                        from: sources[number % sources.count],
                        to: .v4(try #require(service.clusterIP)),
                        port: port.number,
                        transport: Transport(port.transport)
                    )
                    let traces = (0...port.endpoints.count).map { choice in
                        tracer.choice = choice
                        return tracer.trace(packet)
                    }
                    let ends = Set(traces.map { "\($0.packet.destination):\($0.packet.destinationPort)" })
                    guard !port.endpoints.isEmpty else {
                        refused += 1
                        #expect(traces.allSatisfy { !$0.packet.isTranslated })
                        // kube-proxy 1.10 refuses only what the node itself sends.
                        guard proxy != .kubeProxyIptables110 else { continue }
                        #expect(traces.allSatisfy { $0.verdict == .rejected(with: "icmp-port-unreachable") })
                        continue
                    }
                    reached += traces.count
                    #expect(
                        ends == Set(port.endpoints.map { "\($0.address):\($0.port)" }),
                        "case \(number): \(service)"
                    )
                    #expect(traces.allSatisfy { $0.isAccepted && $0.packet.isTranslated })
                    var other = packet
                    other.destinationPort += 1
                    #expect(!tracer.trace(other).packet.isTranslated)
                }
            }
        }
        #expect(reached > 1_000)
        #expect(refused > 20)
    }

    @Test("A controller without deviations is said to do what the API says", arguments: IPFamily.allCases)
    func standard(family: IPFamily) throws {
        for number in 0..<Self.cases {
            let drawn = GeneratedCase(number: number, seed: 11)
            let dual = DualStackCase(drawn)
            let node = try dual.cluster.node(named: GeneratedCase.nodeName)
            let oracle = NodeOracle(of: dual.cluster, on: node, dialect: .standard, family: family)
            let api = PolicyOracle(of: dual.cluster)
            for connection in family == .ipv4 ? drawn.probes : dual.probes {
                let admitted = oracle.admits(
                    from: try #require(connection.source.address(in: family)),
                    to: try #require(connection.destination.address(in: family)),
                    port: connection.port,
                    transport: connection.transport
                )
                try #require(admitted == api.verdict(on: connection).isAllowed, "case \(number): \(connection)")
            }
        }
    }

    @Test("Each deviation changes a verdict somewhere", arguments: PolicyDialect.known.dropFirst())
    func deviations(dialect: PolicyDialect) throws {
        var idle = dialect.deviations.subtracting([
            .refusesNamedPorts, .judgesAddresses, .ignoresEndPort, .everyIPv6InTwoBlocks,
        ])
        for number in 0..<2000 where !idle.isEmpty {
            let drawn = GeneratedCase(number: number, seed: 3)
            let node = try drawn.cluster.node(named: GeneratedCase.nodeName)
            let whole = NodeOracle(of: drawn.cluster, on: node, dialect: dialect)
            for deviation in idle {
                let without = NodeOracle(
                    of: drawn.cluster,
                    on: node,
                    dialect: PolicyDialect(dialect.deviations.subtracting([deviation]))
                )
                let differs = try drawn.probes.contains { connection in
                    let source = try #require(connection.source.address(in: .ipv4))
                    let destination = try #require(connection.destination.address(in: .ipv4))
                    func verdict(_ oracle: NodeOracle) -> Bool {
                        oracle.admits(
                            from: source,
                            to: destination,
                            port: connection.port,
                            transport: connection.transport
                        )
                    }
                    return verdict(whole) != verdict(without)
                }
                if differs { idle.remove(deviation) }
            }
        }
        #expect(idle.isEmpty, "\(idle) never matters")
    }
}

extension NetworkPolicy {
    /// The policy without the blocks and excepts that share an address with others of their rule.
    fileprivate var disjoint: NetworkPolicy {
        func apart(_ block: IPBlock, from others: inout [IPBlock]) -> Bool {
            guard others.allSatisfy({ $0 == block || !$0.contains(block) && !block.contains($0) }) else { return false }
            others.append(block)
            return true
        }
        func disjoint(_ rules: [Rule]?) -> [Rule]? {
            rules?.map { rule in
                var (blocks, excepts): ([IPBlock], [IPBlock]) = ([], [])
                let peers = rule.peers.compactMap { peer -> Peer? in
                    guard case .block(let block, let except) = peer else { return peer }
                    guard apart(block, from: &blocks) else { return nil }
                    return .block(block, except: except.filter { apart($0, from: &excepts) })
                }
                return Rule(peers: peers, ports: rule.ports)
            }
        }
        var policy = self
        policy.ingress = disjoint(ingress)
        policy.egress = disjoint(egress)
        return policy
    }

    /// The policy with a number for every port that is a name or has none, for a version that refuses others.
    fileprivate var numbered: NetworkPolicy {
        func numbered(_ rules: [Rule]?) -> [Rule]? {
            rules?.map { rule in
                Rule(
                    peers: rule.peers,
                    ports: rule.ports.map { port in
                        if case .number = port.number { return port }
                        return Port(transport: port.transport, number: .number(80, through: nil))
                    }
                )
            }
        }
        var policy = self
        policy.ingress = numbered(ingress)
        policy.egress = numbered(egress)
        return policy
    }
}
