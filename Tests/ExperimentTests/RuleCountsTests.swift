@testable import Experiment
@testable import Firewall
import Rules
import Testing

@Suite("Counters between two snapshots")
struct RuleCountsTests {
    private let table = Table(
        name: .filter,
        chains: [
            Chain(name: "FORWARD", policy: .accept, rules: [Rule(target: .jump("POD")), Rule(target: .accept)]),
            Chain(name: "POD", rules: [Rule(target: .accept)]),
        ]
    )

    private func snapshot(policy: UInt64, forward: [UInt64], pod: [UInt64]) -> TableSnapshot {
        func rules(_ packets: [UInt64]) -> [TableSnapshot.RuleSnapshot] {
            packets.map { .init(counters: Counters(packets: $0, bytes: 60 * $0), target: "") }
        }
        return TableSnapshot(
            name: .filter,
            chains: [
                .init(
                    name: "FORWARD",
                    policy: .accept,
                    counters: Counters(packets: policy, bytes: 60 * policy),
                    rules: rules(forward)
                ),
                .init(name: "POD", policy: nil, counters: .zero, rules: rules(pod)),
            ],
            hash: 0
        )
    }

    @Test("Every rule and policy gets what it counted in between")
    func difference() {
        let counted = table.counting(
            from: snapshot(policy: 5, forward: [10, 20], pod: [100]),
            to: snapshot(policy: 7, forward: [13, 24], pod: [110])
        )
        #expect(counted.chains[0].counters == Counters(packets: 2, bytes: 120))
        #expect(counted.chains[0].rules.map(\.counters.packets) == [3, 4])
        #expect(counted.chains[1].rules.map(\.counters) == [Counters(packets: 10, bytes: 600)])
        #expect(counted.chains.map(\.name) == table.chains.map(\.name))
    }

    @Test("A counter that was reset in between counts nothing, and does not wrap around")
    func reset() {
        let counted = table.counting(
            from: snapshot(policy: 5, forward: [10, 20], pod: [100]),
            to: snapshot(policy: 0, forward: [0, 21], pod: [0])
        )
        #expect(counted.chains[0].counters == .zero)
        #expect(counted.chains[0].rules.map(\.counters.packets) == [0, 1])
        #expect(counted.chains[1].rules.map(\.counters) == [.zero])
    }

    @Test("A chain whose rules are not those of the table counts nothing")
    func otherShape() {
        let counted = table.counting(
            from: snapshot(policy: 0, forward: [0], pod: [1, 2]),
            to: snapshot(policy: 9, forward: [9], pod: [3, 4])
        )
        #expect(counted == table)
    }

    @Test("What was counted gives the rules that a connection was tested against")
    func walk() {
        // Each of 10 packets is tested by the jump and by the pod's rule, which ends it.
        let counted = table.counting(
            from: snapshot(policy: 0, forward: [0, 0], pod: [0]),
            to: snapshot(policy: 0, forward: [10, 0], pod: [10])
        )
        #expect(RuleWalk.testedRules(in: counted) == 20)
    }
}
