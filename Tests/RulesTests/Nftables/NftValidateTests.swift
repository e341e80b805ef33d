import Addressing
import Testing

@testable import Rules

@Suite("Tables of nftables that no kernel would take are refused before one is asked")
struct NftValidateTests {
    private static let block = IPBlock(.v4(IPv4Address(10, 0, 0, 0)), prefixLength: 8)
    private static let long = String(repeating: "x", count: 129)

    private static func table(_ rule: NftRule) -> NftTable {
        NftTable(
            name: "t",
            sets: [NftSet(name: "S", key: [.address])],
            chains: [
                NftChain(name: "BASE", base: .init(kind: .filter, hook: .input, priority: 0)),
                NftChain(name: "C", rules: [NftRule(.verdict(.accept)), rule]),
            ]
        )
    }

    static let badRules: [(rule: NftRule, cause: String)] = [
        (NftRule(.verdict(.jump("GONE"))), "jumps to chain GONE, which does not exist"),
        (NftRule(.counter(.zero), .verdict(.goto("GONE"))), "jumps to chain GONE, which does not exist"),
        (NftRule(.verdict(.jump("BASE"))), "jumps to the base chain BASE"),
        (NftRule(.address(.source, Negatable(.set("GONE")))), "names set GONE, which does not exist"),
        (NftRule(.address(.source, Negatable(.set("S", family: .ipv6)))), "matches addresses of IPv6"),
        (NftRule(.destinationPort(.icmpv6, PortRange(1))), "matches ports of icmp"),
        (NftRule(.member([.source], of: "GONE")), "names set GONE, which does not exist"),
        (NftRule(.verdictMap([.source], "GONE")), "names set GONE, which does not exist"),
        (NftRule(.destinationPort(.icmp, PortRange(1))), "matches ports of icmp"),
        (NftRule(.connectionState([])), "names no connection state"),
        (NftRule(.dnat(toOneOf: [])), "translates to none of no endpoints"),
        (
            NftRule(.reject, comment: "say \"no\""),
            "has a comment of over 128 bytes, or with quotes or control characters"
        ),
        (NftRule(.reject, comment: "a\nb"), "has a comment of over 128 bytes, or with quotes or control characters"),
        (NftRule(.reject, comment: "a\\b"), "has a comment of over 128 bytes, or with quotes or control characters"),
        (NftRule(.reject, comment: long), "has a comment of over 128 bytes, or with quotes or control characters"),
    ]

    @Test("A bad rule is named by its place", arguments: badRules)
    func badRule(rule: NftRule, cause: String) throws {
        let table = NftValidateTests.table(rule)
        let error = #expect(throws: RulesetError.self) { try Ruleset(nftables: [table]).validate() }
        #expect(error?.object == "rule 2 of chain C of table t")
        #expect(error?.cause == cause)
    }

    @Test("A good rule passes, with a comment as long as may be")
    func goodRule() throws {
        let rule = NftRule(
            .address(.source, Negatable(.set("S"))),
            .verdict(.jump("C")),
            comment: String(repeating: "x", count: 128)
        )
        try NftValidateTests.table(rule).validate()
    }

    static let badSets: [(set: NftSet, cause: String)] = [
        (NftSet(name: "S", key: []), "has no key"),
        (NftSet(name: "a b", key: [.address]), "has no usable name"),
        (NftSet(name: "", key: [.address]), "has no usable name"),
        (NftSet(name: "9", key: [.address]), "has no usable name"),
        (NftSet(name: "S;", key: [.address]), "has no usable name"),
        (NftSet(name: String(repeating: "s", count: 256), key: [.address]), "has no usable name"),
        (
            NftSet(name: "S", key: [.address], comment: "\u{7f}"),
            "has a comment of over 128 bytes, or with quotes or control characters"
        ),
        (
            NftSet(name: "S", key: [.address], elements: [.init([.port(80)])]),
            "has an element that does not fit its key"
        ),
        (
            NftSet(name: "S", key: [.address, .port], elements: [.init([.address(block)])]),
            "has an element that does not fit its key"
        ),
        (
            NftSet(name: "S", key: [.port], elements: [.init([.port(80)], verdict: .goto("C"))]),
            "maps an element and is no map"
        ),
        (
            NftSet(name: "S", key: [.port], isVerdictMap: true, elements: [.init([.port(80)])]),
            "maps an element to nothing"
        ),
        (
            NftSet(name: "S", key: [.port], isVerdictMap: true, elements: [.init([.port(80)], verdict: .goto("D"))]),
            "sends packets to chain D, which does not exist"
        ),
        (
            NftSet(name: "S", key: [.address], elements: [.init([.address(block)])]),
            "holds the block 10.0.0.0/8 and no intervals"
        ),
        (
            NftSet(
                name: "S",
                key: [.address],
                holdsIntervals: true,
                elements: [.init([.address(IPBlock(.v4(IPv4Address(10, 9, 0, 1))))]), .init([.address(block)])]
            ),
            "holds 10.0.0.0/8 and 10.9.0.1/32, which overlap"
        ),
    ]

    @Test("A bad set is named", arguments: badSets)
    func badSet(set: NftSet, cause: String) throws {
        let table = NftTable(name: "t", sets: [set], chains: [NftChain(name: "C")])
        let error = #expect(throws: RulesetError.self) { try Ruleset(nftables: [table]).validate() }
        #expect(error?.object == "set \(set.name) of table t")
        #expect(error?.cause == cause)
    }

    @Test("Blocks side by side, and one block twice, do not overlap")
    func neighbours() throws {
        let halves = [0, 128, 128].map { IPBlock(.v4(IPv4Address($0, 0, 0, 0)), prefixLength: 1) }
        let set = NftSet(
            name: "S",
            key: [.address],
            holdsIntervals: true,
            elements: halves.map { .init([.address($0)]) }
        )
        try NftTable(name: "t", sets: [set]).validate()
    }

    static let badTables: [(tables: [NftTable], object: String, cause: String)] = [
        ([NftTable(name: "t"), NftTable(name: "t")], "table t", "comes twice"),
        ([NftTable(name: "a b")], "table a b", "has no usable name"),
        (
            [NftTable(name: "t", comment: long)],
            "table t",
            "has a comment of over 128 bytes, or with quotes or control characters"
        ),
        (
            [NftTable(name: "t", chains: [NftChain(name: "C"), NftChain(name: "C")])],
            "chain C of table t",
            "comes twice"
        ),
        ([NftTable(name: "t", chains: [NftChain(name: "-C")])], "chain -C of table t", "has no usable name"),
        (
            [NftTable(name: "t", chains: [NftChain(name: "C", comment: "\"")])],
            "chain C of table t",
            "has a comment of over 128 bytes, or with quotes or control characters"
        ),
        (
            [NftTable(name: "t", sets: [NftSet(name: "S", key: [.port]), NftSet(name: "S", key: [.port])])],
            "set S of table t",
            "comes twice"
        ),
    ]

    @Test("A bad table is named", arguments: badTables)
    func badTable(tables: [NftTable], object: String, cause: String) throws {
        let error = #expect(throws: RulesetError.self) { try Ruleset(nftables: tables).validate() }
        #expect(error?.object == object)
        #expect(error?.cause == cause)
    }
}
