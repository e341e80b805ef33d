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
    /// Tables of nftables are not walked on paper yet; packets in a kernel hold them against the same word.
    private static let controllers = Controller.allCases.filter { !$0.usesNftables }

    /// A packet of a connection, with the interfaces by which a node knows its own pods.
    private func packet(_ connection: Connection, in cluster: ClusterModel, on node: Node) throws -> Packet {
        func interface(_ end: Connection.End) -> String {
            guard case .pod(let pod) = end, pod.nodeName == node.name else { return "eth0" }
            return CalicoIptables.interface(of: pod)
        }
        return Packet(
            from: try #require(connection.source.address),
            to: try #require(connection.destination.address),
            port: connection.port,
            transport: Transport(connection.transport),
            inInterface: interface(connection.source),
            outInterface: interface(connection.destination)
        )
    }

    private func isLocal(_ end: Connection.End, _ node: Node) -> Bool {
        if case .pod(let pod) = end { pod.nodeName == node.name } else { false }
    }

    @Test("The rules let a packet pass if, and only if, the controller is said to", arguments: controllers)
    func rules(controller: Controller) throws {
        let layout = controller.layout(seed: 1)
        var verdicts = [true: 0, false: 0]
        var wrong: [String] = []
        for number in 0..<Self.cases {
            let drawn = GeneratedCase(number: number, seed: 7, usesSecondNode: number % 3 == 0)
            var cluster = drawn.cluster
            if layout.dialect.deviations.contains(.refusesNamedPorts) {
                cluster.policies = cluster.policies.map(\.numbered)
            }
            let node = try cluster.node(named: GeneratedCase.nodeName)
            let ruleset = try layout.ruleset(for: cluster, on: node)
            let tracer = PacketTracer(ruleset, localAddresses: Set([node.address].compactMap(\.self)))
            let oracle = NodeOracle(of: cluster, on: node, dialect: layout.dialect)
            for connection in drawn.probes
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

    @Test("A controller without deviations is said to do what the API says")
    func standard() throws {
        for number in 0..<Self.cases {
            let drawn = GeneratedCase(number: number, seed: 11)
            let node = try drawn.cluster.node(named: GeneratedCase.nodeName)
            let oracle = NodeOracle(of: drawn.cluster, on: node, dialect: .standard)
            let api = PolicyOracle(of: drawn.cluster)
            for connection in drawn.probes {
                let admitted = oracle.admits(
                    from: try #require(connection.source.address),
                    to: try #require(connection.destination.address),
                    port: connection.port,
                    transport: connection.transport
                )
                try #require(admitted == api.verdict(on: connection).isAllowed, "case \(number): \(connection)")
            }
        }
    }

    @Test("Each deviation changes a verdict somewhere", arguments: PolicyDialect.known.dropFirst())
    func deviations(dialect: PolicyDialect) throws {
        var idle = dialect.deviations.subtracting([.refusesNamedPorts, .judgesAddresses, .ignoresEndPort])
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
                    let source = try #require(connection.source.address)
                    let destination = try #require(connection.destination.address)
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
