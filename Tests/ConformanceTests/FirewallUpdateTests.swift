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

    @Test("A table that is no longer there becomes empty")
    func emptied() {
        let update = FirewallUpdate(from: Ruleset(tables: [table(.mangle, .accept)]), to: Ruleset())
        #expect(update.tables == [.empty(.mangle)])
    }
}
