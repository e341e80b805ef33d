import Addressing
import Testing

@testable import Rules

@Suite("One program's rules over what is there")
struct InstallingTests {
    private let proxy = Ruleset(tables: [
        Table(
            name: .filter,
            chains: [
                Chain(
                    name: "FORWARD",
                    policy: .drop,
                    rules: [Rule(target: .jump("KUBE-FORWARD"))],
                    counters: Counters(packets: 1, bytes: 40)
                ),
                Chain(name: "KUBE-FORWARD", rules: [Rule(target: .accept)]),
            ]
        )
    ])
    private let controller = Ruleset(
        tables: [
            Table(
                name: .filter,
                chains: [
                    Chain(
                        name: "FORWARD",
                        policy: .accept,
                        rules: [Rule(target: .jump("FW-2")), Rule(target: .jump("FW-1"))]
                    ),
                    Chain(name: "FW-2", rules: [Rule(target: .drop)]),
                    Chain(name: "FW-1"),
                ]
            ),
            Table(name: .raw, chains: [Chain(name: "OUTPUT", policy: .accept, rules: [Rule(target: .drop)])]),
        ],
        sets: [IPSet(name: "S", kind: .hashIP)]
    )

    @Test("Its rules of a built-in chain go in front, in their own order")
    func front() throws {
        let both = try proxy.installing(controller)
        let forward = try #require(both[.filter]?["FORWARD"])
        #expect(forward.rules.map(\.target) == [.jump("FW-2"), .jump("FW-1"), .jump("KUBE-FORWARD")])
        #expect(forward.policy == .drop)
        #expect(forward.counters == Counters(packets: 1, bytes: 40))
    }

    @Test("Its chains, tables and sets are added, in the kernel's order")
    func added() throws {
        let both = try proxy.installing(controller)
        #expect(
            both[.filter]?.chains.map(\.name) == ["INPUT", "FORWARD", "OUTPUT", "FW-1", "FW-2", "KUBE-FORWARD"]
        )
        #expect(both[.raw]?.chains.map(\.name) == ["PREROUTING", "OUTPUT"])
        #expect(both[.raw]?.ruleCount == 1)
        #expect(both.sets == controller.sets)
        #expect(both.ruleCount == 6)
        try both.validate()
    }

    @Test("Nothing over a ruleset leaves it as it is")
    func nothing() throws {
        let both = try proxy.installing(controller)
        #expect(try both.installing(Ruleset()) == both)
    }

    @Test("A chain that both have is refused by name")
    func sameChain() throws {
        let both = try proxy.installing(controller)
        let error = #expect(throws: RulesetError.self) { try both.installing(controller) }
        #expect(error?.object == "chain FW-2 of table filter")
    }

    @Test("A set that both have is refused by name")
    func sameSet() throws {
        let sets = Ruleset(sets: controller.sets)
        let error = #expect(throws: RulesetError.self) { try sets.installing(sets) }
        #expect(error?.object == "set S")
        #expect(
            error?.description == "the ruleset cannot be used: set S is in both rulesets that are to be joined; "
                + "install programs together only if their names differ"
        )
    }
}
