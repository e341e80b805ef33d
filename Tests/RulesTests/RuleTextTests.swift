import Addressing
import Testing

@testable import Rules

/// Each pair was printed by `iptables-legacy-save` 1.8.9 or stands in a recording.
@Suite("The text of one rule")
struct RuleTextTests {
    private static let node = IPBlock(.v4(IPv4Address(10, 0, 0, 1)))
    private static let pods = IPBlock(.v4(IPv4Address(10, 244, 0, 0)), prefixLength: 16)

    static let rules: [(Rule, String)] = [
        (Rule(target: nil), ""),
        (Rule(target: .accept), "-j ACCEPT"),
        (Rule(target: .drop), "-j DROP"),
        (Rule(target: .return), "-j RETURN"),
        (Rule(target: .jump("KUBE-X")), "-j KUBE-X"),
        (Rule(target: .goto("KUBE-X")), "-g KUBE-X"),
        (Rule(target: .reject(with: "icmp-port-unreachable")), "-j REJECT --reject-with icmp-port-unreachable"),
        (Rule(target: .dnat(to: IPv4Address(10, 244, 0, 5), port: 8080)), "-j DNAT --to-destination 10.244.0.5:8080"),
        (Rule(target: .masquerade(randomFully: false)), "-j MASQUERADE"),
        (Rule(target: .masquerade(randomFully: true)), "-j MASQUERADE --random-fully"),
        (Rule(target: .mark(MaskedMark(0, mask: 0x10000))), "-j MARK --set-xmark 0x0/0x10000"),
        (Rule(target: .mark(MaskedMark(4, mask: .max))), "-j MARK --set-xmark 0x4/0xffffffff"),
        (Rule(target: .log(group: 100)), "-j NFLOG --nflog-group 100"),
        (Rule(target: .log(group: 0)), "-j NFLOG"),
        (Rule(source: Negatable(node), destination: .not(pods), target: nil), "-s 10.0.0.1/32 ! -d 10.244.0.0/16"),
        (
            Rule(inInterface: Negatable("eth+"), outInterface: .not("lo"), transport: .not(.tcp), target: .drop),
            "-i eth+ ! -o lo ! -p tcp -j DROP"
        ),
        (
            Rule(
                source: .not(pods),
                destination: Negatable(node),
                transport: Negatable(.sctp),
                matches: [.ports(.sctp, source: nil, destination: Negatable(PortRange(5)))],
                target: .accept
            ),
            "! -s 10.244.0.0/16 -d 10.0.0.1/32 -p sctp -m sctp --dport 5 -j ACCEPT"
        ),
    ]

    /// As `ip6tables-legacy-save` prints them.
    static let ipv6Rules: [(Rule, String)] = [
        (
            Rule(
                source: IPBlock("fd00::1").map { Negatable($0) },
                destination: IPBlock("fd00:10:244::/56").map { .not($0) },
                target: nil
            ), "-s fd00::1/128 ! -d fd00:10:244::/56"
        ),
        (
            Rule(transport: Negatable(.icmpv6), matches: [.icmpv6Type(135)], target: .accept),
            "-p ipv6-icmp -m icmp6 --icmpv6-type 135 -j ACCEPT"
        ),
        (
            Rule(
                matches: [.set(Negatable("inet6:KUBE-SRC-VT5FIODIRLEHGFBN"), directions: [.source])],
                target: .reject(with: "icmp6-port-unreachable")
            ),
            "-m set --match-set inet6:KUBE-SRC-VT5FIODIRLEHGFBN src -j REJECT --reject-with icmp6-port-unreachable"
        ),
    ]

    @Test("A rule prints as the kernel lists it, and reads back", arguments: rules + ipv6Rules)
    func rule(_ rule: Rule, _ text: String) throws {
        try check(rule, text)
    }

    static let matches: [(Match, String)] = [
        (.comment("plain_text-9"), "-m comment --comment plain_text-9"),
        (.comment("two words"), "-m comment --comment \"two words\""),
        (.comment(""), "-m comment --comment \"\""),
        (.comment("-j"), "-m comment --comment -j"),
        (.comment("! -s"), "-m comment --comment \"! -s\""),
        (.comment("a\"b\\c'd$`;%"), #"-m comment --comment "a\"b\\c\'d$`;%""#),
        (.comment("Grüße 世界"), "-m comment --comment \"Grüße 世界\""),
        (.ports(.tcp, source: nil, destination: nil), "-m tcp"),
        (.ports(.udp, source: Negatable(PortRange(53)), destination: nil), "-m udp --sport 53"),
        (
            .ports(.tcp, source: .not(PortRange(1)), destination: .not(PortRange(lower: 0, upper: 9))),
            "-m tcp ! --sport 1 ! --dport 0:9"
        ),
        (.destinationPorts([PortRange(lower: 30000, upper: 32767)]), "-m multiport --dports 30000:32767"),
        (
            .destinationPorts([PortRange(80), PortRange(lower: 1, upper: 3), PortRange(65535)]),
            "-m multiport --dports 80,1:3,65535"
        ),
        (.icmpType(8), "-m icmp --icmp-type 8"),
        (.set(Negatable("S"), directions: [.source]), "-m set --match-set S src"),
        (.set(.not("S"), directions: [.source, .destination]), "-m set ! --match-set S src,dst"),
        (.connectionState(Negatable([.new])), "-m conntrack --ctstate NEW"),
        (
            .connectionState(.not([.related, .established, .dnat])),
            "-m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT"
        ),
        (.addressType(.source, Negatable("LOCAL")), "-m addrtype --src-type LOCAL"),
        (.addressType(.destination, .not("LOCAL")), "-m addrtype ! --dst-type LOCAL"),
        (.mark(Negatable(MaskedMark(0x4000, mask: 0x4000))), "-m mark --mark 0x4000/0x4000"),
        (.mark(.not(MaskedMark(0, mask: .max))), "-m mark ! --mark 0x0"),
        (.physdevIsBridged, "-m physdev --physdev-is-bridged"),
        (.limit(rate: "10/min", burst: 10), "-m limit --limit 10/min --limit-burst 10"),
        (.limit(rate: "1/sec", burst: 5), "-m limit --limit 1/sec"),
        (.accounting("dropped"), "-m nfacct --nfacct-name  dropped"),
    ]

    @Test("A match prints as the kernel lists it, and reads back", arguments: matches)
    func match(_ match: Match, _ text: String) throws {
        try check(Rule(matches: [match], target: .accept), "\(text) -j ACCEPT")
    }

    static let probabilities: [(UInt32, String)] = [
        (1 << 31, "1.00000000000"), (1 << 30, "0.50000000000"), (715_827_883, "0.33333333349"), (0, "0.00000000000"),
        (1, "0.00000000047"), (214_748_365, "0.10000000009"), (429_496_730, "0.20000000019"),
        (306_783_378, "0.14285714272"), (2_147_483_647, "0.99999999953"),
    ]

    @Test("A probability prints as printf rounds it, and reads back as the kernel's number", arguments: probabilities)
    func probability(_ share: UInt32, _ text: String) throws {
        try check(
            Rule(matches: [.probability(share)], target: nil),
            "-m statistic --mode random --probability \(text)"
        )
    }

    @Test("The share of one endpoint among N survives the text, for all N of a large Service")
    func everyShare() throws {
        for endpoints in 1...1000 {
            let share = UInt32((2_147_483_648 / Double(endpoints)).rounded())
            let rule = Rule(matches: [.probability(share)], target: .accept)
            let table = Table(name: .nat, chains: [Chain(name: "SVC", rules: [rule])])
            #expect(try Ruleset(iptablesSave: table.iptablesSave()).tables == [table])
        }
    }

    @Test("Any address at all is no criterion in the listing, unless it is inverted")
    func anyAddress() {
        let any = IPBlock(.v4(IPv4Address(value: 0)), prefixLength: 0)
        #expect(text(of: Rule(source: Negatable(any), target: .drop)) == "-A IN -j DROP")
        #expect(text(of: Rule(source: .not(any), target: .drop)) == "-A IN ! -s 0.0.0.0/0 -j DROP")
    }

    @Test("States print in the kernel's order, whatever the order in the rule")
    func stateOrder() {
        let rule = Rule(matches: [.connectionState(Negatable([.dnat, .established, .new]))], target: nil)
        #expect(text(of: rule) == "-A IN -m conntrack --ctstate NEW,ESTABLISHED,DNAT")
    }

    @Test("Several matches keep their order")
    func matchOrder() throws {
        let matches = Self.matches.map(\.0)
        let texts = Self.matches.map(\.1).joined(separator: " ")
        try check(Rule(matches: matches, target: .accept), "\(texts) -j ACCEPT")
    }

    private func text(of rule: Rule) -> String {
        var text = TextBuffer()
        text.write(rule, of: "IN")
        return text.text
    }

    private func check(_ rule: Rule, _ expected: String) throws {
        #expect(text(of: rule) == (expected.isEmpty ? "-A IN" : "-A IN \(expected)"))
        let saved = "*filter\n:IN - [0:0]\n:KUBE-X - [0:0]\n-A IN \(expected)\nCOMMIT\n"
        #expect(try Ruleset(iptablesSave: saved)[.filter]?["IN"]?.rules == [rule])
    }
}
