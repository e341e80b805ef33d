import Addressing
import Rules
import Testing

@Suite("IPVS takes packets between the filters of input and output") struct IPVSTracingTests {
    private static let client = IPAddress.v4(IPv4Address(14, 215, 0, 2))
    private static let node = IPAddress.v4(IPv4Address(172, 31, 0, 1))
    private static let service = IPv4Address(10, 96, 0, 10)

    private func tracer(_ filter: String..., choice: Int = 0) throws -> PacketTracer {
        let text = """
            *nat
            :PREROUTING ACCEPT [0:0]
            :INPUT ACCEPT [0:0]
            :OUTPUT ACCEPT [0:0]
            :POSTROUTING ACCEPT [0:0]
            -A PREROUTING -m addrtype --dst-type LOCAL -j MARK --set-xmark 0x4000/0x4000
            -A OUTPUT -j MARK --set-xmark 0x1/0x1
            -A POSTROUTING -m mark --mark 0x4000/0x4000 -j MASQUERADE
            COMMIT
            *filter
            :INPUT ACCEPT [0:0]
            :FORWARD DROP [0:0]
            :OUTPUT ACCEPT [0:0]
            \(filter.joined(separator: "\n"))
            COMMIT

            """
        var ruleset = try Ruleset(iptablesSave: text, ipsetSave: "")
        ruleset.virtualServers = [
            VirtualServer(
                .init(Self.service, 80),
                transport: .tcp,
                realServers: [.init(IPv4Address(10, 244, 0, 2), 8080), .init(IPv4Address(10, 244, 0, 3), 8080)]
            ),
            VirtualServer(.init(Self.service, 81), transport: .tcp),
        ]
        return PacketTracer(ruleset, localAddresses: [Self.node], choice: choice)
    }

    private func packet(
        from source: IPAddress = IPVSTracingTests.client,
        port: UInt16 = 80,
        transport: Transport = .tcp,
        state: ConnectionState = .new
    ) -> Packet {
        Packet(from: source, to: .v4(Self.service), port: port, transport: transport, state: state)
    }

    @Test("The input sees the ClusterIP, the output the endpoint of the choice", arguments: [0, 1, 2])
    func way(choice: Int) throws {
        let tracer = try tracer(
            "-A INPUT -d 10.96.0.10/32 -p tcp -m tcp --dport 80 -j ACCEPT",
            "-A OUTPUT -p tcp -m tcp --dport 8080 -j ACCEPT",
            choice: choice
        )
        let trace = tracer.trace(packet())
        #expect(trace.isAccepted)
        #expect(trace.packet.destination == .v4(IPv4Address(10, 244, 0, choice == 0 ? 2 : 3)))
        #expect(trace.packet.mark == 0x4000)
        #expect(
            trace.steps.map { "\($0.rule) \($0.matched)" } == [
                "nat PREROUTING rule 1 true", "filter INPUT rule 1 true", "filter OUTPUT rule 1 true",
                "nat POSTROUTING rule 1 true",
            ]
        )
    }

    @Test("A packet of a known connection is translated too, and passes no rule of nat")
    func known() throws {
        let trace = try tracer("-A OUTPUT -d 10.244.0.2/32 -j DROP").trace(packet(state: .established))
        #expect(trace.verdict == .dropped)
        #expect(trace.steps.map(\.rule.chain) == ["OUTPUT"])
    }

    @Test("What the input refuses, IPVS does not see")
    func refused() throws {
        let trace = try tracer("-A INPUT -j DROP").trace(packet())
        #expect(trace.verdict == .dropped)
        #expect(!trace.packet.isTranslated)
    }

    @Test("A server that nobody serves answers as a closed port; what is no server's stays on the node")
    func unserved() throws {
        let tracer = try tracer()
        #expect(tracer.trace(packet(port: 81)).verdict == .rejected(with: "icmp-port-unreachable"))
        for packet in [packet(port: 82), packet(transport: .udp)] {
            let trace = tracer.trace(packet)
            #expect(trace.isAccepted)
            #expect(trace.packet.destination == .v4(Self.service))
            #expect(!trace.steps.contains { $0.rule.chain == "POSTROUTING" })
        }
    }

    @Test("The node's own packet is translated before the filter of the output")
    func own() throws {
        let trace = try tracer("-A OUTPUT -d 10.96.0.10/32 -j DROP").trace(packet(from: Self.node))
        #expect(trace.isAccepted)
        #expect(trace.packet.destination == .v4(IPv4Address(10, 244, 0, 2)))
        #expect(trace.steps.map(\.rule.chain) == ["OUTPUT", "OUTPUT", "POSTROUTING"])
    }
}
