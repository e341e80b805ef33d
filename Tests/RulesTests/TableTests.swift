import Addressing
import Testing

@testable import Rules

@Suite("Tables and rulesets as values")
struct TableTests {
    private let counted = Table(
        name: .filter,
        chains: [
            Chain(
                name: "INPUT",
                policy: .drop,
                rules: [Rule(target: .accept, counters: Counters(packets: 1, bytes: 2)), Rule(target: .drop)],
                counters: Counters(packets: 3, bytes: 4)
            ),
            Chain(name: "X", rules: [Rule(target: nil)]),
        ]
    )

    @Test("A table without counters has all its rules")
    func withoutCounters() {
        let table = counted.withoutCounters()
        #expect(table.ruleCount == 3)
        #expect(table["INPUT"]?.policy == .drop)
        #expect(table["INPUT"]?.counters == .zero)
        #expect(table.chains.flatMap(\.rules).allSatisfy { $0.counters == .zero })
        #expect(table != counted)
        #expect(table.withoutCounters() == table)
    }

    @Test("Chains and tables are found by their names")
    func names() {
        #expect(counted["X"]?.rules.count == 1)
        #expect(counted["Y"] == nil)
        let ruleset = Ruleset(tables: [.empty(.nat), counted])
        #expect(ruleset[.filter] == counted)
        #expect(ruleset[.raw] == nil)
        #expect(ruleset.ruleCount == 3)
    }

    @Test("An empty table has the chains of its hooks")
    func empty() {
        #expect(Table.empty(.nat).chains.map(\.name) == ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"])
        #expect(Table.empty(.nat).chains.allSatisfy { $0.policy == .accept && $0.rules.isEmpty })
        #expect(
            Table.empty(.raw).iptablesSave()
                == "*raw\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n"
        )
    }

    @Test("Text and bytes of a table are the same")
    func bytes() {
        for counters in [false, true] {
            let text = counted.iptablesSave(counters: counters)
            #expect(counted.iptablesSaveBytes(counters: counters) == Array(text.utf8))
            #expect(Ruleset(tables: [counted]).iptablesSave(counters: counters) == text)
        }
    }

    @Test("Counters of rules print only when they are asked for, those of chains always")
    func counters() {
        #expect(
            counted.iptablesSave() == """
                *filter
                :INPUT DROP [3:4]
                :X - [0:0]
                -A INPUT -j ACCEPT
                -A INPUT -j DROP
                -A X
                COMMIT

                """
        )
        #expect(
            counted.iptablesSave(counters: true) == """
                *filter
                :INPUT DROP [3:4]
                :X - [0:0]
                [1:2] -A INPUT -j ACCEPT
                [0:0] -A INPUT -j DROP
                [0:0] -A X
                COMMIT

                """
        )
    }

    @Test("A rule knows its comment and its sets")
    func rule() {
        let rule = Rule(
            matches: [
                .physdevIsBridged, .comment("first"), .comment("second"),
                .set(Negatable("S"), directions: [.source]), .set(.not("T"), directions: [.destination]),
            ],
            target: nil
        )
        #expect(rule.comment == "first")
        #expect(rule.setNames == ["S", "T"])
        #expect(Rule(target: .accept).comment == nil)
        #expect(Rule(target: .accept).setNames == [])
    }
}
