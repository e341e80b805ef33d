import Addressing
import Conformance
import Rules
import Testing

@Suite struct FirewallUpdateTests {
    private func set(_ name: String, _ octets: UInt8...) -> IPSet {
        IPSet(
            name: name,
            kind: .hashIP,
            timeout: 0,
            entries: octets.map { IPSet.Entry(IPBlock(.v4(IPv4Address(10, 0, 0, $0)))) }
        )
    }

    private func table(_ name: Table.Name, _ target: RuleTarget) -> Table {
        Table(name: name, chains: [Chain(name: "OUTPUT", policy: .accept, rules: [Rule(target: target)])])
    }

    @Test("Only what differs is written: new sets, changed sets, changed tables, sets that go")
    func difference() {
        let old = Ruleset(
            tables: [table(.filter, .accept), table(.nat, .accept)],
            sets: [set("same", 1), set("grown", 1), set("gone", 1)]
        )
        let new = Ruleset(
            tables: [table(.filter, .drop), table(.nat, .accept)],
            sets: [set("same", 1), set("grown", 1, 2), set("new", 3)]
        )
        let update = FirewallUpdate(from: old, to: new)
        #expect(update.created == [set("new", 3)])
        #expect(update.refilled == [set("grown", 1, 2)])
        #expect(update.tables == [table(.filter, .drop)])
        #expect(update.discarded == ["gone"])
        #expect(!update.isEmpty)
    }

    @Test("Nothing is to do between equal rulesets")
    func equal() {
        let ruleset = Ruleset(tables: [table(.filter, .accept)], sets: [set("same", 1)])
        #expect(FirewallUpdate(from: ruleset, to: ruleset).isEmpty)
    }

    @Test("What IPv6 holds changes by itself: tables of ip6tables, sets of both, nftables by their family")
    func secondStack() {
        let gone = NftTable(family: .ip6, name: "gone")
        let old = NodeRules(
            ipv4: Ruleset(tables: [table(.filter, .accept)], sets: [set("four", 1)]),
            ipv6: Ruleset(tables: [table(.filter, .accept)], sets: [set("inet6:six", 1)], nftables: [gone])
        )
        var new = old
        new.ipv6 = Ruleset(tables: [table(.filter, .drop)], sets: [set("inet6:new", 1)])
        let update = FirewallUpdate(from: old, to: new)
        #expect(update.tables.isEmpty)
        #expect(update.tables6 == [table(.filter, .drop)])
        #expect(update.created.map(\.name) == ["inet6:new"] && update.discarded == ["inet6:six"])
        let text = (update.nftables?.batches ?? []).map { String(decoding: $0, as: UTF8.self) }
        #expect(text == ["add table ip6 gone\ndelete table ip6 gone\n"])
        #expect(FirewallUpdate(from: old, to: old).isEmpty)
        #expect(FirewallUpdate(from: old, to: NodeRules(ipv4: old.ipv4)).tables6 == [.empty(.filter)])
    }

    @Test("A table that is no longer there becomes empty")
    func emptied() {
        let update = FirewallUpdate(from: Ruleset(tables: [table(.mangle, .accept)]), to: Ruleset())
        #expect(update.tables == [.empty(.mangle)])
    }
}
