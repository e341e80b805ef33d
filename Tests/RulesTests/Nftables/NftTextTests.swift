import Addressing
import Testing

@testable import Rules

/// Each form that the programs write, as nft 1.0.6 lists it and as it is read again.
@Suite("Text of nftables, statement by statement")
struct NftTextTests {
    private static let pod = IPBlock(.v4(IPv4Address(10, 0, 0, 1)))
    private static let block = IPBlock(.v4(IPv4Address(10, 0, 0, 0)), prefixLength: 8)

    static let statements: [(statement: NftStatement, text: String)] = [
        (.address(.source, Negatable(.block(pod))), "ip saddr 10.0.0.1"),
        (.address(.destination, Negatable(.block(block))), "ip daddr 10.0.0.0/8"),
        (.address(.source, .not(.block(block))), "ip saddr != 10.0.0.0/8"),
        (.address(.destination, Negatable(.set("S"))), "ip daddr @S"),
        (.address(.source, .not(.set("S"))), "ip saddr != @S"),
        (.localAddress(.source), "fib saddr type local"),
        (.localAddress(.destination), "fib daddr type local"),
        (.transport(.udp), "meta l4proto udp"),
        (.destinationPort(.tcp, PortRange(80)), "tcp dport 80"),
        (.destinationPort(.sctp, PortRange(lower: 30000, upper: 32767)), "sctp dport 30000-32767"),
        (.icmpType(.echoRequest), "icmp type echo-request"),
        (.icmpType(.destinationUnreachable), "icmp type destination-unreachable"),
        (.icmpType(.timeExceeded), "icmp type time-exceeded"),
        (.connectionState([.invalid]), "ct state invalid"),
        (.connectionState([.established, .related]), "ct state established,related"),
        (.translated, "ct status dnat"),
        (.mark(Negatable(MaskedMark(0x20000, mask: 0x20000))), "meta mark & 0x00020000 == 0x00020000"),
        (.mark(.not(MaskedMark(0, mask: 0x4000))), "meta mark & 0x00004000 != 0x00000000"),
        (.member([.source, .destination], of: "S"), "ip saddr . ip daddr @S"),
        (.member([.transport, .destinationPort], of: "S"), "meta l4proto . th dport @S"),
        (
            .verdictMap([.destination, .transport, .destinationPort], "M"),
            "ip daddr . meta l4proto . th dport vmap @M"
        ),
        (.limit(rate: "10/minute", burst: 10), "limit rate 10/minute burst 10 packets"),
        (.counter(Counters(packets: 3, bytes: .max)), "counter packets 3 bytes 18446744073709551615"),
        (.log(group: 100), "log group 100"),
        (.setMark(.or, 0x10000), "meta mark set meta mark | 0x00010000"),
        (.setMark(.and, 0xfffe_ffff), "meta mark set meta mark & 0xfffeffff"),
        (.setMark(.xor, 0x4000), "meta mark set meta mark ^ 0x00004000"),
        (.verdict(.accept), "accept"),
        (.verdict(.drop), "drop"),
        (.verdict(.return), "return"),
        (.verdict(.jump("a/b")), "jump a/b"),
        (.verdict(.goto("C")), "goto C"),
        (.reject, "reject"),
        (.masquerade(fullyRandom: false), "masquerade"),
        (.masquerade(fullyRandom: true), "masquerade fully-random"),
        (
            .dnat(toOneOf: [.init(IPv4Address(10, 0, 0, 1), 80), .init(IPv4Address(10, 0, 0, 2), 81)]),
            "dnat ip to numgen random mod 2 map { 0 : 10.0.0.1 . 80, 1 : 10.0.0.2 . 81 }"
        ),
    ]

    @Test("A statement prints as nft lists it, and is read again", arguments: statements)
    func statement(statement: NftStatement, text: String) throws {
        let chain = NftChain(name: "C", rules: [NftRule(statement), NftRule(statement, comment: "a b, c")])
        let table = NftTable(name: "t", chains: [chain])
        #expect(table.nftList == "table ip t {\n\tchain C {\n\t\t\(text)\n\t\t\(text) comment \"a b, c\"\n\t}\n}\n")
        #expect(try [NftTable](nftList: table.nftList) == [table])
    }

    static let ipv6Statements: [(statement: NftStatement, text: String)] = [
        (.address(.source, Negatable(.set("S", family: .ipv6))), "ip6 saddr @S"),
        (.icmpv6Type(.neighbourSolicitation), "icmpv6 type nd-neighbor-solicit"),
        (.icmpv6Type(.echoReply), "icmpv6 type echo-reply"),
    ]

    @Test("A table of IPv6 has its own words for addresses and messages", arguments: ipv6Statements)
    func ipv6(statement: NftStatement, text: String) throws {
        let block = NftStatement.address(.destination, .not(.block(try #require(IPBlock("fd00::/8")))))
        let pod = NftStatement.address(.destination, Negatable(.block(try #require(IPBlock("fd00::1")))))
        let rules = [NftRule(block, statement), NftRule(pod)]
        let element = NftSet.Element([.address(try #require(IPBlock("fd00::2")))])
        let set = NftSet(name: "S", key: [.address6], elements: [element, element])
        let table = NftTable(family: .ip6, name: "t", sets: [set], chains: [NftChain(name: "C", rules: rules)])
        #expect(
            table.nftList == """
                table ip6 t {
                \tset S {
                \t\ttype ipv6_addr
                \t\telements = { fd00::2,
                \t\t\t     fd00::2 }
                \t}

                \tchain C {
                \t\tip6 daddr != fd00::/8 \(text)
                \t\tip6 daddr fd00::1
                \t}
                }

                """
        )
        #expect(try [NftTable](nftList: table.nftList) == [table])
        try table.validate()
    }

    @Test("Every statement of a rule is kept in its order")
    func order() throws {
        let rule = NftRule(statements: NftTextTests.statements.map(\.statement), comment: "all")
        let table = NftTable(name: "t", chains: [NftChain(name: "C", rules: [rule])])
        #expect(try [NftTable](nftList: table.nftList).first?.chains[0].rules == [rule])
        #expect(rule.counters == Counters(packets: 3, bytes: .max))
    }

    static let priorities: [(hook: NftChain.Base.Hook, priority: Int, text: String)] = [
        (.input, 0, "filter"), (.forward, 5, "filter + 5"), (.output, -10, "filter - 10"), (.input, 11, "11"),
        (.prerouting, -100, "dstnat"), (.prerouting, -110, "dstnat - 10"), (.prerouting, -111, "-111"),
        (.prerouting, 0, "filter"), (.output, -100, "-100"), (.output, -110, "-110"),
        (.postrouting, 100, "srcnat"), (.postrouting, 101, "srcnat + 1"), (.input, 100, "100"),
    ]

    @Test("A priority has a name where its hook knows one close by", arguments: priorities)
    func priority(hook: NftChain.Base.Hook, priority: Int, text: String) throws {
        let base = NftChain.Base(kind: .filter, hook: hook, priority: priority, policy: .drop)
        let table = NftTable(name: "t", chains: [NftChain(name: "C", base: base, comment: "c")])
        #expect(
            table.nftList == """
                table ip t {
                \tchain C {
                \t\tcomment "c"
                \t\ttype filter hook \(hook.rawValue) priority \(text); policy drop;
                \t}
                }

                """
        )
        #expect(try [NftTable](nftList: table.nftList) == [table])
    }

    @Test("Two addresses stand on a line, of longer elements one", arguments: [1, 2, 3, 4, 5])
    func wrapping(count: UInt8) throws {
        let addresses = (1...count).map { IPBlock(.v4(IPv4Address(10, 0, 0, $0))) }
        let set = NftSet(name: "S", key: [.address], elements: addresses.map { .init([.address($0)]) })
        let map = NftSet(
            name: "M",
            key: [.address, .transport],
            isVerdictMap: true,
            elements: addresses.map { .init([.address($0), .transport(.tcp)], verdict: .jump("C")) }
        )
        let table = NftTable(name: "t", sets: [set, map], chains: [NftChain(name: "C")])
        let text = table.nftList
        #expect(text.matches(of: /,\n\t\t\t     10/).count == Int(count - 1) / 2 + Int(count - 1))
        #expect(text.contains("elements = { 10.0.0.1"))
        if count == 2 { #expect(text.contains("\t\telements = { 10.0.0.1, 10.0.0.2 }\n")) }
        #expect(try [NftTable](nftList: text) == [table])
    }

    @Test("An interval set prints its blocks, a single address without its prefix")
    func intervals() throws {
        let set = NftSet(
            name: "S",
            key: [.address],
            holdsIntervals: true,
            comment: "c",
            elements: [
                .init([.address(NftTextTests.block)]), .init([.address(IPBlock(.v4(IPv4Address(11, 0, 0, 1))))]),
            ]
        )
        let table = NftTable(name: "t", sets: [set])
        #expect(
            table.nftList == """
                table ip t {
                \tset S {
                \t\ttype ipv4_addr
                \t\tflags interval
                \t\tcomment "c"
                \t\telements = { 10.0.0.0/8, 11.0.0.1 }
                \t}
                }

                """
        )
        #expect(try [NftTable](nftList: table.nftList) == [table])
    }
}
