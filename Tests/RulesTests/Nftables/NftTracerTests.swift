import Addressing
import Rules
import Testing

@Suite("Packets walk through tables of nftables as through those of iptables") struct NftTracerTests {
    private static let client = IPAddress.v4(IPv4Address(14, 215, 0, 2))
    private static let pod = IPAddress.v4(IPv4Address(10, 244, 0, 2))
    private static let node = IPAddress.v4(IPv4Address(172, 31, 0, 1))

    private func tracer(_ text: String, iptables: String = "", choice: Int = 0) throws -> PacketTracer {
        var ruleset = try Ruleset(iptablesSave: iptables, ipsetSave: "")
        ruleset.nftables = try [NftTable](nftList: text)
        try ruleset.validate()
        return PacketTracer(ruleset, localAddresses: [Self.node], choice: choice)
    }

    /// A base chain as nft lists it.
    private func base(
        _ rules: String...,
        name: String = "FORWARD",
        hook: String = "forward",
        type: String = "filter",
        priority: String = "filter",
        policy: String = "accept"
    ) -> String {
        chain(name, ["type \(type) hook \(hook) priority \(priority); policy \(policy);"] + rules)
    }

    private func chain(_ name: String, _ lines: [String]) -> String {
        "\tchain \(name) {\n" + lines.map { "\t\t\($0)\n" }.joined() + "\t}\n"
    }

    private func table(_ name: String = "t", _ parts: String...) -> String {
        "table ip \(name) {\n" + parts.joined() + "}\n"
    }

    private func packet(
        to destination: IPAddress = NftTracerTests.pod,
        from source: IPAddress = NftTracerTests.client,
        port: UInt16 = 80,
        transport: Transport = .tcp,
        state: ConnectionState = .new,
        isTranslated: Bool = false
    ) -> Packet {
        Packet(
            from: source,
            to: destination,
            port: port,
            transport: transport,
            state: state,
            isTranslated: isTranslated
        )
    }

    @Test("Rules are tested one by one; a jump comes back, a goto to the caller's caller, and the policy comes last")
    func order() throws {
        let tracer = try tracer(
            table(
                "t",
                base(
                    "ip daddr 10.244.0.9 jump A",
                    "ip daddr 10.244.0.2 jump A",
                    "tcp dport 81 accept",
                    policy: "drop"
                ),
                chain("A", ["meta l4proto udp accept", "tcp dport 82 return", "goto B", "accept"]),
                chain("B", ["tcp dport 83 reject"])
            )
        )
        let trace = tracer.trace(packet())
        #expect(trace.verdict == .dropped)
        #expect(
            trace.steps.map { "\($0.rule) \($0.matched)" } == [
                "t FORWARD rule 1 false", "t FORWARD rule 2 true", "t A rule 1 false", "t A rule 2 false",
                "t A rule 3 true", "t B rule 1 false", "t FORWARD rule 3 false",
            ]
        )
        #expect(tracer.trace(packet(transport: .udp)).verdict == .accepted)
        #expect(tracer.trace(packet(port: 81)).verdict == .accepted)
        #expect(tracer.trace(packet(port: 82)).testedRules == 5)
        #expect(tracer.trace(packet(port: 83)).verdict == .rejected(with: "icmp-port-unreachable"))
    }

    @Test("What one base chain accepts still meets the others of the hook, in the order of their priorities")
    func priorities() throws {
        let late = table("late", base("counter packets 0 bytes 0 drop", name: "L", priority: "10"))
        let early = table("early", base("counter packets 0 bytes 0 accept", name: "E", priority: "filter - 10"))
        let trace = try tracer(late + early).trace(packet())
        #expect(trace.verdict == .dropped)
        #expect(trace.steps.map(\.rule.chain) == ["E", "L"])
    }

    @Test("Of one priority the chain that was hooked last comes first, and what ends there meets no other")
    func samePriority() throws {
        let iptables =
            "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n-A FORWARD -j DROP\nCOMMIT\n"
        let first = table("first", base("tcp dport 80 counter packets 0 bytes 0"))
        let second = table("second", base("tcp dport 81 reject"))
        let tracer = try tracer(first + second, iptables: iptables)
        let trace = tracer.trace(packet())
        #expect(trace.steps.map(\.rule.table.name) == ["second", "first", "filter"])
        #expect(trace.verdict == .dropped)
        let refused = tracer.trace(packet(port: 81))
        #expect(refused.steps.map(\.rule.table.name) == ["second"])
        #expect(refused.verdict == .rejected(with: "icmp-port-unreachable"))
    }

    @Test("A packet passes the hooks of its way and no other")
    func hooks() throws {
        let hooks = ["prerouting", "input", "forward", "output", "postrouting"]
        let tracer = try tracer(
            hooks.map { table($0, base("counter packets 0 bytes 0", name: $0, hook: $0)) }.joined()
        )
        func way(_ packet: Packet) -> [String] { tracer.trace(packet).steps.map(\.rule.chain) }
        #expect(way(packet()) == ["prerouting", "forward", "postrouting"])
        #expect(way(packet(to: Self.node)) == ["prerouting", "input"])
        #expect(way(packet(from: Self.node)) == ["output", "postrouting"])
    }

    @Test(
        "Each statement holds for what it says and for nothing else",
        arguments: [
            ("ip saddr 14.215.0.0/16", true), ("ip saddr != 14.215.0.0/16", false), ("ip daddr 10.244.0.3", false),
            ("ip saddr @blocks", true), ("ip daddr @blocks", false), ("ip daddr != @blocks", true),
            ("fib saddr type local", false), ("fib daddr type local", false), ("meta l4proto tcp", true),
            ("meta l4proto udp", false), ("tcp dport 80", true), ("tcp dport 79-81", true), ("tcp dport 81-90", false),
            ("udp dport 80", false), ("icmp type echo-request", false), ("ct state new", true),
            ("ct state established,related", false), ("ct status dnat", false),
            ("meta mark & 0x00000001 == 0x00000001", false), ("meta mark & 0x00000001 != 0x00000001", true),
            ("ip daddr . meta l4proto . th dport @ports", true), ("ip saddr . meta l4proto . th dport @ports", false),
            ("limit rate 10/minute burst 10 packets log group 100", true), ("counter packets 0 bytes 0", true),
            ("tcp dport 80 ip daddr 10.244.0.3", false),
        ]
    )
    func statements(text: String, expected: Bool) throws {
        let blocks = """
            \tset blocks {
            \t\ttype ipv4_addr
            \t\tflags interval
            \t\telements = { 14.215.0.0/16, 10.0.0.0/32 }
            \t}

            """
        let ports = """
            \tset ports {
            \t\ttype ipv4_addr . inet_proto . inet_service
            \t\telements = { 10.244.0.2 . tcp . 80 }
            \t}

            """
        let tracer = try tracer(table("t", blocks, ports, base("\(text) drop")))
        let trace = tracer.trace(packet())
        #expect((trace.verdict == .dropped) == expected)
        #expect(trace.steps.map(\.matched) == [expected])
    }

    @Test("The kinds of ICMP messages go by their numbers", arguments: [(8, "echo-request"), (11, "time-exceeded")])
    func icmp(number: UInt16, name: String) throws {
        let tracer = try tracer(table("t", base("icmp type \(name) drop")))
        #expect(tracer.trace(packet(port: number, transport: .icmp)).verdict == .dropped)
        #expect(tracer.trace(packet(port: 0, transport: .icmp)).verdict == .accepted)
        #expect(tracer.trace(packet(port: number)).verdict == .accepted)
    }

    @Test("A set of several protocols and ports tells them apart, and a map sends to the chain that it gives")
    func maps() throws {
        let map = """
            \tmap m {
            \t\ttype ipv4_addr . inet_proto . inet_service : verdict
            \t\telements = { 10.244.0.2 . tcp . 80 : goto refuse,
            \t\t\t     10.244.0.2 . udp . 80 : jump pass }
            \t}

            """
        let lookup = "ip daddr . meta l4proto . th dport vmap @m"
        let tracer = try tracer(
            table(
                "t",
                map,
                base(lookup, "accept", policy: "drop"),
                chain("refuse", ["reject"]),
                chain("pass", ["return"])
            )
        )
        #expect(tracer.trace(packet()).verdict == .rejected(with: "icmp-port-unreachable"))
        // The jump comes back to the rule behind the map, and so does what the map lacks.
        #expect(tracer.trace(packet(transport: .udp)).steps.map(\.matched) == [true, true, true])
        #expect(tracer.trace(packet(transport: .udp)).isAccepted)
        #expect(tracer.trace(packet(port: 81)).steps.map(\.matched) == [false, true])
    }

    @Test("A goto from a base chain meets its policy at the end, not the rest of its rules")
    func gotoFromBase() throws {
        let tracer = try tracer(
            table("t", base("goto A", "accept", policy: "drop"), chain("A", ["tcp dport 81 accept"]))
        )
        #expect(tracer.trace(packet()).verdict == .dropped)
        #expect(tracer.trace(packet(port: 81)).isAccepted)
    }

    @Test("Marks are set, cleared and turned bit by bit, also by a rule that does not match further on")
    func marks() throws {
        let tracer = try tracer(
            table(
                "t",
                base(
                    "meta mark set meta mark | 0x00030000 tcp dport 81 drop",
                    "meta mark set meta mark & 0xfffeffff",
                    "meta mark set meta mark ^ 0x00000001"
                )
            )
        )
        let trace = tracer.trace(packet())
        #expect(trace.isAccepted)
        #expect(trace.packet.mark == 0x20001)
    }

    @Test("A new connection is translated to the endpoint of the choice, then filtered; a known one is not again")
    func translation() throws {
        let text = table(
            "t",
            base(
                "dnat ip to numgen random mod 2 map { 0 : 10.244.0.3 . 8080, 1 : 10.244.0.4 . 8081 }",
                "drop",
                name: "nat",
                hook: "prerouting",
                type: "nat",
                priority: "dstnat"
            ),
            base("ct status dnat tcp dport 8081 drop")
        )
        let translated = try (0...2).map { try tracer(text, choice: $0).trace(packet()) }
        #expect(translated.map { "\($0.packet.destination)".suffix(2) } == [".3", ".4", ".4"])
        #expect(translated.map(\.packet.destinationPort) == [8080, 8081, 8081])
        #expect(translated.map(\.isAccepted) == [true, false, false])
        #expect(translated.allSatisfy { $0.packet.isTranslated && $0.testedRules == 2 })
        let known = try tracer(text).trace(packet(port: 8081, state: .established))
        #expect(known.isAccepted)
        #expect(known.testedRules == 1)
        let reply = packet(port: 9, state: .established, isTranslated: true).reply
        #expect(reply.isTranslated)
        let dropped = try tracer(text).trace(packet(port: 8081, state: .established, isTranslated: true))
        #expect(dropped.verdict == .dropped)
    }

    @Test("What the recorded kube-proxy has in its map of Services comes out at an endpoint, and the rest nowhere")
    func recordedProxy() throws {
        let text = try Golden.nftTable("kube-proxy")
        let table = try #require(try [NftTable](nftList: text).first)
        let services = try #require(table.sets.first { $0.name == "service-ips" })
        let rules = try tracer(text)
        for element in services.elements {
            guard case .address(let address) = element.key[0], case .port(let port) = element.key[2] else { continue }
            let trace = rules.trace(packet(to: address.network, port: port))
            #expect(trace.isAccepted)
            #expect(trace.packet.isTranslated)
            #expect(trace.steps.last { $0.matched }?.rule.chain == "masquerading")
            let other = rules.trace(packet(to: address.network, port: port + 1000))
            #expect(other.verdict == .rejected(with: "icmp-port-unreachable"))
        }
        #expect(!services.elements.isEmpty)
    }

    @Test("A rule of either kind is printed with its chain")
    func texts() throws {
        let ruleset = Ruleset(
            tables: [Table(name: .nat, chains: [Chain(name: "A", rules: [Rule(target: .accept)])])],
            nftables: [NftTable(name: "t", chains: [NftChain(name: "B", rules: [NftRule(.reject, comment: "no")])])]
        )
        #expect(ruleset.text(of: RuleReference(table: .nat, chain: "A", index: 0)) == "-A A -j ACCEPT")
        #expect(ruleset.text(of: RuleReference(nftables: "t", chain: "B", index: 0)) == "B reject comment \"no\"")
        #expect(ruleset.text(of: RuleReference(nftables: "nat", chain: "A", index: 0)) == nil)
        #expect(ruleset.text(of: RuleReference(nftables: "t", chain: "B", index: 1)) == nil)
    }
}
