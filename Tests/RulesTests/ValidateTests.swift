import Addressing
import Testing

@testable import Rules

@Suite("Rules that no kernel would take are refused before one is asked")
struct ValidateTests {
    static let badRules: [(rule: Rule, cause: String)] = [
        (Rule(target: .jump("GONE")), "jumps to chain GONE, which does not exist"),
        (Rule(target: .goto("GONE")), "jumps to chain GONE, which does not exist"),
        (Rule(target: .jump("OUTPUT")), "jumps to the built-in chain OUTPUT"),
        (Rule(target: .reject(with: "a b")), "rejects with 'a b'"),
        (Rule(inInterface: Negatable("0123456789abcdef"), target: nil), "names interface '0123456789abcdef'"),
        (Rule(outInterface: Negatable("a b"), target: nil), "names interface 'a b'"),
        (with(.comment("one\ntwo")), "has a comment of over 255 bytes or with control characters"),
        (
            with(.comment(String(repeating: "x", count: 256))),
            "has a comment of over 255 bytes or with control characters"
        ),
        (with(.ports(.icmp, source: nil, destination: nil)), "matches ports of icmp"),
        (with(.destinationPorts([])), "lists ports in 0 slots"),
        (
            with(.destinationPorts(Array(repeating: PortRange(lower: 1, upper: 2), count: 8))),
            "lists ports in 16 slots"
        ),
        (with(.set(Negatable("a b"), directions: [.source])), "names set 'a b'"),
        (
            with(.set(Negatable(String(repeating: "s", count: 32)), directions: [.source])),
            "names set '\(String(repeating: "s", count: 32))'"
        ),
        (with(.set(Negatable("S"), directions: [])), "gives set S 0 directions"),
        (with(.connectionState(Negatable([]))), "names no connection state"),
        (with(.addressType(.source, Negatable(""))), "names address type ''"),
        (with(.probability(1 << 31 + 1)), "has a probability above one"),
        (with(.limit(rate: "10 /min", burst: 5)), "limits to '10 /min' with burst 5"),
        (with(.limit(rate: "10/min", burst: 0)), "limits to '10/min' with burst 0"),
        (with(.accounting("")), "names accounting object ''"),
    ]

    private static func with(_ match: Match) -> Rule { Rule(matches: [match], target: .accept) }

    @Test("A bad rule is named by its place", arguments: badRules)
    func badRule(rule: Rule, cause: String) throws {
        var table = Table.empty(.filter)
        table.chains[1].rules = [Rule(target: .accept), rule]
        let error = #expect(throws: RulesetError.self) { try Ruleset(tables: [table]).validate() }
        #expect(error?.object == "rule 2 of chain FORWARD of table filter")
        #expect(error?.cause == cause)
    }

    static let badChains: [(chain: Chain, cause: String)] = [
        (Chain(name: ""), "has no usable name"),
        (Chain(name: "a b"), "has no usable name"),
        (Chain(name: "-x"), "has no usable name"),
        (Chain(name: String(repeating: "C", count: 29)), "has no usable name"),
        (Chain(name: "INPUT", policy: .accept), "comes twice"),
        (Chain(name: "KUBE-X", policy: .accept), "has a policy or lacks one"),
        (Chain(name: "MARK"), "bears the name of a target"),
    ]

    @Test("A bad chain is named", arguments: badChains)
    func badChain(chain: Chain, cause: String) throws {
        var table = Table.empty(.filter)
        table.chains.append(chain)
        let error = #expect(throws: RulesetError.self) { try table.validate() }
        #expect(error?.object == "chain \(chain.name) of table filter")
        #expect(error?.cause == cause)
    }

    @Test("A built-in chain without a policy is refused")
    func noPolicy() {
        #expect(throws: RulesetError.self) { try Table(name: .raw, chains: [Chain(name: "OUTPUT")]).validate() }
    }

    static let badSets: [(set: IPSet, cause: String)] = [
        (IPSet(name: "", kind: .hashIP), "has no usable name"),
        (IPSet(name: String(repeating: "S", count: 32), kind: .hashIP), "has no usable name"),
        (IPSet(name: "S", kind: .hashIP, hashSize: 0), "has a size that is not positive"),
        (IPSet(name: "S", kind: .hashIP, maxEntries: 0), "has a size that is not positive"),
        (
            IPSet(name: "S", kind: .hashIP, maxEntries: 1, entries: [entry("10.0.0.1"), entry("10.0.0.2")]),
            "has 2 entries and room for 1"
        ),
        (IPSet(name: "S", kind: .hashIP, timeout: -1), "has the timeout -1"),
        (IPSet(name: "S", kind: .hashIP, entries: [entry("10.0.0.0/24")]), "holds 10.0.0.0/24"),
        (IPSet(name: "S", kind: .hashNet, entries: [entry("0.0.0.0/0")]), "holds 0.0.0.0/0"),
        (IPSet(name: "S", kind: .hashIPPortIP, entries: [entry("10.0.0.1")]), "holds 10.0.0.1/32"),
        (IPSet(name: "S", kind: .hashIPPortNet, entries: [entry("10.0.0.1")]), "holds 10.0.0.1/32"),
        (IPSet(name: "S", kind: .bitmapPort, entries: [entry("10.0.0.1")]), "holds 10.0.0.1/32"),
        (
            IPSet(
                name: "S",
                kind: .hashIPPort,
                entries: [
                    IPSet.Entry(
                        IPBlock(.v4(IPv4Address(10, 0, 0, 1))),
                        port: .init(.tcp, 80),
                        peer: IPv4Address(10, 0, 0, 2)
                    )
                ]
            ),
            "holds 10.0.0.1/32 with another address"
        ),
        (IPSet(name: "S", kind: .hashNet, family: .ipv6, entries: [entry("::/0")]), "holds ::/0"),
        (IPSet(name: "S", kind: .hashIP, family: .ipv6, entries: [entry("fd00::/127")]), "holds fd00::/127"),
        (IPSet(name: "S", kind: .hashNet, family: .ipv6, entries: [entry("10.0.0.0/8")]), "holds 10.0.0.0/8"),
        (IPSet(name: "S", kind: .hashNet, entries: [entry("fd00::/8")]), "holds fd00::/8"),
    ]

    private static func entry(_ text: String) -> IPSet.Entry {
        IPSet.Entry(IPBlock(text) ?? IPBlock(.v4(IPv4Address(value: 0))))
    }

    @Test("A table has addresses of one family")
    func families() throws {
        let blocks = ["10.0.0.1", "fd00::1"].compactMap { IPBlock($0) }.map { Negatable($0) }
        var table = Table.empty(.filter)
        table.chains[0].rules = [Rule(source: blocks[0], target: .accept), Rule(destination: blocks[0], target: .drop)]
        try table.validate()
        table.chains[1].rules = [Rule(destination: blocks[1], target: .accept)]
        let error = #expect(throws: RulesetError.self) { try table.validate() }
        #expect(error?.object == "table filter")
        #expect(error?.cause == "matches addresses of both families")
        table.chains[0].rules = []
        try table.validate()
    }

    @Test("A bad set is named", arguments: badSets)
    func badSet(set: IPSet, cause: String) throws {
        let error = #expect(throws: RulesetError.self) { try Ruleset(sets: [set]).validate() }
        #expect(error?.object == "set \(set.name)")
        #expect(error?.cause == cause)
    }

    @Test("A rule that names a set which the ruleset lacks is refused")
    func missingSet() throws {
        var table = Table.empty(.filter)
        table.chains[0].rules = [Self.with(.set(.not("S"), directions: [.source]))]
        let error = #expect(throws: RulesetError.self) { try Ruleset(tables: [table]).validate() }
        #expect(error?.object == "set S, which chain INPUT of table filter names,")
        try Ruleset(tables: [table], sets: [IPSet(name: "S", kind: .hashIP)]).validate()
    }

    @Test("A table or a set that comes twice is refused")
    func twice() {
        #expect(throws: RulesetError.self) {
            try Ruleset(tables: [.empty(.nat), .empty(.filter), .empty(.nat)]).validate()
        }
        let set = IPSet(name: "S", kind: .hashIP)
        #expect(throws: RulesetError.self) { try Ruleset(sets: [set, set]).validate() }
    }

    @Test("Names of the greatest length are allowed")
    func longest() throws {
        let chain = Chain(name: String(repeating: "C", count: Table.longestChainName))
        let set = IPSet(name: String(repeating: "S", count: IPSet.longestName), kind: .hashIP)
        try Ruleset(tables: [Table(name: .filter, chains: [chain])], sets: [set]).validate()
    }
}
