import Addressing
import Rules
import Testing

@Suite struct PacketTracerTests {
    private static let client = IPAddress.v4(IPv4Address(14, 215, 0, 2))
    private static let pod = IPAddress.v4(IPv4Address(10, 244, 0, 2))
    private static let node = IPAddress.v4(IPv4Address(172, 31, 0, 1))

    private func tracer(_ text: String, sets: String = "", choice: Int = 0) throws -> PacketTracer {
        PacketTracer(try Ruleset(iptablesSave: text, ipsetSave: sets), localAddresses: [Self.node], choice: choice)
    }

    private func filter(_ rules: String...) -> String {
        "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:A - [0:0]\n:B - [0:0]\n"
            + rules.map { $0 + "\n" }.joined() + "COMMIT\n"
    }

    private func packet(
        to destination: IPAddress = PacketTracerTests.pod,
        from source: IPAddress = PacketTracerTests.client,
        port: UInt16 = 80,
        transport: Transport = .tcp,
        state: ConnectionState = .new
    ) -> Packet {
        Packet(from: source, to: destination, port: port, transport: transport, state: state)
    }

    @Test("A packet is tested rule by rule, comes back from a chain that does not end it, and meets the policy last")
    func order() throws {
        let tracer = try tracer(
            filter(
                "-A FORWARD -d 10.244.0.9/32 -j A",
                "-A FORWARD -d 10.244.0.2/32 -j A",
                "-A FORWARD -j DROP",
                "-A A -p udp -j ACCEPT",
                "-A A -p tcp -j RETURN",
                "-A A -j ACCEPT"
            )
        )
        let trace = tracer.trace(packet())
        #expect(trace.verdict == .dropped)
        #expect(
            trace.steps.map { "\($0.rule.chain) \($0.rule.index) \($0.matched)" }
                == ["FORWARD 0 false", "FORWARD 1 true", "A 0 false", "A 1 true", "FORWARD 2 true"]
        )
        #expect(tracer.trace(packet(transport: .udp)).verdict == .accepted)
        #expect(tracer.trace(packet(transport: .udp)).testedRules == 3)
    }

    @Test("A goto comes back to the caller's caller")
    func goto() throws {
        let tracer = try tracer(
            filter(
                "-A FORWARD -j A",
                "-A FORWARD -j REJECT --reject-with icmp-port-unreachable",
                "-A A -g B",
                "-A A -j ACCEPT",
                "-A B -p udp -j ACCEPT"
            )
        )
        #expect(tracer.trace(packet()).verdict == .rejected(with: "icmp-port-unreachable"))
        #expect(tracer.trace(packet()).testedRules == 4)
    }

    @Test("What goes to the node passes INPUT, what it sends OUTPUT")
    func hooks() throws {
        let tracer = try tracer(filter("-A INPUT -j DROP", "-A OUTPUT -j REJECT --reject-with icmp-port-unreachable"))
        #expect(tracer.trace(packet(to: Self.node)).verdict == .dropped)
        #expect(tracer.trace(packet(from: Self.node)).verdict == .rejected(with: "icmp-port-unreachable"))
        #expect(tracer.trace(packet()).verdict == .accepted)
    }

    @Test(
        "Each match holds for what it says and for nothing else",
        arguments: [
            ("-s 14.215.0.0/16", true), ("! -s 14.215.0.0/16", false), ("-p tcp -m tcp --dport 80", true),
            ("-p tcp -m tcp --dport 81:90", false), ("-p tcp -m tcp ! --dport 81", true),
            ("-p tcp -m multiport --dports 1:9,80", true), ("-p tcp -m multiport --dports 1:9,81", false),
            ("-m conntrack --ctstate RELATED,ESTABLISHED", false), ("-m conntrack --ctstate NEW", true),
            ("-m addrtype --src-type LOCAL", false), ("-m addrtype ! --dst-type LOCAL", true),
            ("-m mark --mark 0x1/0x1", false), ("-m mark ! --mark 0x1/0x1", true),
            ("-m physdev --physdev-is-bridged", false),
            ("-m set --match-set S src", true), ("-m set ! --match-set S src", false),
            ("-m set --match-set S dst", false),
            ("-i cali+", false), ("-m comment --comment x -m limit --limit 10/min", true),
        ]
    )
    func matches(text: String, expected: Bool) throws {
        let sets = "create S hash:net family inet hashsize 1024 maxelem 65536\nadd S 14.0.0.0/8\n"
        let tracer = try tracer(filter("-A FORWARD \(text) -j DROP"), sets: sets)
        #expect((tracer.trace(packet()).verdict == .dropped) == expected)
    }

    @Test("In a set of blocks the longest prefix decides, a nomatch entry against")
    func nomatch() throws {
        let sets = """
            create S hash:net family inet hashsize 1024 maxelem 65536
            add S 14.0.0.0/8
            add S 14.215.0.0/16 nomatch
            add S 14.215.7.0/24

            """
        let tracer = try tracer(filter("-A FORWARD -m set --match-set S src -j DROP"), sets: sets)
        let verdicts = [(1, 1), (215, 0), (215, 7)].map { second, third in
            tracer.trace(packet(from: .v4(IPv4Address(14, second, third, 2)))).isAccepted
        }
        #expect(verdicts == [false, true, false])
    }

    @Test("A set of ports holds a packet by its address, protocol and port together")
    func portSets() throws {
        let sets = "create S hash:ip,port family inet hashsize 1024 maxelem 65536\nadd S 10.244.0.2,tcp:80\n"
        let tracer = try tracer(filter("-A FORWARD -m set --match-set S dst,dst -j DROP"), sets: sets)
        #expect(tracer.trace(packet()).verdict == .dropped)
        #expect(tracer.trace(packet(port: 81)).verdict == .accepted)
        #expect(tracer.trace(packet(transport: .udp)).verdict == .accepted)
        #expect(tracer.trace(packet(to: .v4(IPv4Address(10, 244, 0, 3)))).verdict == .accepted)
    }

    @Test("Marks are kept from chain to chain, set and cleared bit by bit")
    func marks() throws {
        let tracer = try tracer(
            filter(
                "-A FORWARD -j MARK --set-xmark 0x30000/0x30000",
                "-A FORWARD -j A",
                "-A FORWARD -m mark --mark 0x20000/0x30000 -j DROP",
                "-A A -j MARK --set-xmark 0x0/0x10000"
            )
        )
        let trace = tracer.trace(packet())
        #expect(trace.verdict == .dropped)
        #expect(trace.packet.mark == 0x20000)
    }

    @Test(
        "A new connection to a Service is translated before it is filtered, to the endpoint of the choice",
        arguments: 0..<3
    )
    func services(choice: Int) throws {
        let text = """
            *nat
            :PREROUTING ACCEPT [0:0]
            :INPUT ACCEPT [0:0]
            :OUTPUT ACCEPT [0:0]
            :POSTROUTING ACCEPT [0:0]
            :SVC - [0:0]
            -A PREROUTING -d 10.96.0.10/32 -p tcp -m tcp --dport 80 -j SVC
            -A SVC -m statistic --mode random --probability 0.33333333349 -j DNAT --to-destination 10.244.0.2:8080
            -A SVC -m statistic --mode random --probability 0.50000000000 -j DNAT --to-destination 10.244.0.3:8080
            -A SVC -j DNAT --to-destination 10.244.0.4:8080
            COMMIT

            """.replacing("-j DNAT", with: "-p tcp -m tcp -j DNAT")
        let rules =
            text + filter("-A FORWARD -d 10.96.0.10/32 -j DROP", "-A FORWARD -p tcp -m tcp --dport 8080 -j ACCEPT")
        let tracer = try tracer(rules, choice: choice)
        let trace = tracer.trace(packet(to: .v4(IPv4Address(10, 96, 0, 10))))
        #expect(trace.isAccepted)
        #expect(trace.packet.destination == .v4(IPv4Address(10, 244, 0, UInt8(2 + choice))))
        #expect(trace.packet.destinationPort == 8080)
        #expect(trace.testedRules == 1 + choice + 1 + 2)
        // A known connection is not translated again.
        #expect(tracer.trace(packet(to: .v4(IPv4Address(10, 96, 0, 10)), state: .established)).verdict == .dropped)
    }

    @Test("A reply goes the other way, as a packet of a known connection")
    func reply() {
        let reply = packet().reply
        #expect(reply.source == Self.pod)
        #expect(reply.destination == Self.client)
        #expect(reply.sourcePort == 80)
        #expect(reply.destinationPort == 40000)
        #expect(reply.state == .established)
    }

    @Test("A packet of IPv6 meets its own addresses, sets and messages, and no block of IPv4")
    func ipv6() throws {
        let tracer = PacketTracer(
            try Ruleset(
                iptablesSave: filter(
                    "-A FORWARD -s fd00:1::/32 -m set --match-set inet6:S dst -j DROP",
                    "-A FORWARD -p ipv6-icmp -m icmp6 --icmpv6-type 135 -j REJECT --reject-with icmp6-port-unreachable",
                    "-A INPUT -j DROP"
                ),
                ipsetSave: "create inet6:S hash:net family inet6 hashsize 1024 maxelem 65536\nadd inet6:S fd00:2::/32\n"
                    + "add inet6:S fd00:2::/64 nomatch\n"
            ),
            localAddresses: [try #require(IPAddress("fd00::1"))]
        )
        func verdict(_ from: String, _ to: String, _ transport: Transport = .tcp, port: UInt16 = 80) throws
            -> PacketTrace.Verdict
        {
            let (source, destination) = try (#require(IPAddress(from)), #require(IPAddress(to)))
            return tracer.trace(packet(to: destination, from: source, port: port, transport: transport)).verdict
        }
        #expect(try verdict("fd00:1::1", "fd00:2:1::1") == .dropped)
        #expect(try verdict("fd00:1::1", "fd00:2::1") == .accepted)
        #expect(try verdict("fd00:3::1", "fd00:2:1::1") == .accepted)
        #expect(try verdict("10.0.0.1", "10.0.0.2") == .accepted)
        #expect(try verdict("fd00:3::1", "fd00:2::1", .icmpv6, port: 135) == .rejected(with: "icmp6-port-unreachable"))
        #expect(try verdict("fd00:3::1", "fd00:2::1", .icmpv6, port: 136) == .accepted)
        // To the node itself, and what the node sends.
        #expect(try verdict("fd00:1::1", "fd00::1") == .dropped)
        #expect(try verdict("::1", "fd00:2:1::1") == .accepted)
    }
}
