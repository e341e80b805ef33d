import Addressing
import Rules
import Testing

@Suite("Kinds of work that rules are")
struct RuleWorkTests {
    private static let packet = Packet(
        from: .v4(IPv4Address(14, 215, 0, 2)),
        to: .v4(IPv4Address(10, 244, 0, 2)),
        port: 80
    )

    private func work(_ ruleset: Ruleset, _ packet: Packet = packet) -> [RuleWork: Int] {
        PacketTracer(ruleset, localAddresses: []).trace(packet).work
    }

    private func iptables(_ rules: String...) throws -> Ruleset {
        let head = "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:A - [0:0]\n"
        return try Ruleset(
            iptablesSave: head + rules.map { "-A \($0)\n" }.joined() + "COMMIT\n",
            ipsetSave: "create S hash:ip family inet hashsize 1024 maxelem 65536\nadd S 14.215.0.2\n"
        )
    }

    private func nft(_ rules: String...) throws -> Ruleset {
        let chain = "\tchain FORWARD {\n\t\ttype filter hook forward priority filter; policy accept;\n"
        let set = "\tset S {\n\t\ttype ipv4_addr\n\t\telements = { 14.215.0.2 }\n\t}\n\n"
        let empty = "\tchain A {\n\t}\n\n"
        let text = "table ip t {\n" + set + empty + chain + rules.map { "\t\t\($0)\n" }.joined() + "\t}\n}\n"
        return Ruleset(nftables: try [NftTable](nftList: text))
    }

    @Test("An address that does not fit is a header's work, with a comment a commented one's, whatever stands behind")
    func headers() throws {
        let ruleset = try iptables(
            "FORWARD -d 10.244.0.9/32 -j A",
            "FORWARD -d 10.244.0.9/32 -m set --match-set S src -j A",
            "FORWARD -d 10.244.0.9/32 -m comment --comment \"a pod\" -j A",
            "FORWARD -p udp -m comment --comment \"no port\" -m udp --dport 53 -j A"
        )
        #expect(work(ruleset) == [.header: 2, .comment: 2])
    }

    @Test(
        "Where the header fits, a set that is asked makes the kind, found or not; one behind a failed match is not asked"
    )
    func sets() throws {
        #expect(try work(iptables("FORWARD -m set --match-set S src -j A")) == [.set: 1])
        #expect(try work(iptables("FORWARD -m set --match-set S dst -j A")) == [.set: 1])
        #expect(
            try work(iptables("FORWARD -m conntrack --ctstate INVALID -m set --match-set S src -j A")) == [.match: 1]
        )
    }

    @Test("A match that holds is a hit, as a rule without any is; one that does not is a match's work")
    func matches() throws {
        let ruleset = try iptables(
            "FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -m comment --comment \"known\" -j ACCEPT",
            "FORWARD -j A",
            "FORWARD -p tcp -m tcp --dport 8080 -j A",
            "FORWARD -d 10.244.0.2/32 -m comment --comment \"the pod\" -j A"
        )
        #expect(work(ruleset) == [.match: 2, .hit: 2])
        var known = Self.packet
        known.state = .established
        #expect(work(ruleset, known) == [.hit: 1])
    }

    @Test("In nftables, statements are worked through up to the one that fails, and each base chain entered counts")
    func nftables() throws {
        let ruleset = try nft(
            "ip daddr 10.244.0.9 counter packets 0 bytes 0 jump A",
            "ip daddr 10.244.0.9 ip saddr @S jump A",
            "ip saddr @S jump A",
            "ip daddr @S jump A",
            "counter packets 0 bytes 0 jump A"
        )
        #expect(work(ruleset) == [.nftRule: 2, .nftSet: 2, .nftHit: 1, .nftHook: 1])
        #expect(try work(nft()) == [.nftHook: 1])
        #expect(Ruleset().nftables.isEmpty && work(Ruleset()) == [:])
    }

    @Test("Every rule tested is work of one kind")
    func total() throws {
        let ruleset = try iptables("FORWARD -j A", "A -s 1.2.3.4/32 -j ACCEPT", "A -m set --match-set S src -j ACCEPT")
        let trace = PacketTracer(ruleset, localAddresses: []).trace(Self.packet)
        #expect(trace.work.values.reduce(0, +) == trace.testedRules)
        #expect(trace.work == [.hit: 1, .header: 1, .set: 1])
    }

    @Test("Names are kept in files: kinds of nftables begin with nft, the others with iptables")
    func names() {
        for work in RuleWork.allCases {
            #expect(work.rawValue.hasPrefix("nft-") == work.isNftables)
            #expect(work.rawValue.hasPrefix("iptables-") != work.isNftables)
        }
    }
}
