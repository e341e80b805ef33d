import Addressing
import Testing

@testable import Rules

@Suite struct RuleWalkTests {
    private func rule(_ target: RuleTarget?, _ packets: UInt64) -> Rule {
        Rule(target: target, counters: Counters(packets: packets, bytes: 0))
    }

    @Test("Every packet that falls through a chain was tested by each of its rules")
    func fallThrough() {
        let chain = Chain(
            name: "FORWARD",
            policy: .accept,
            rules: [rule(.accept, 0), rule(.drop, 0), rule(nil, 5)],
            counters: Counters(packets: 10, bytes: 0)
        )
        #expect(RuleWalk.testedRules(in: Table(name: .filter, chains: [chain])) == 30)
    }

    @Test("A packet that a rule ends is not tested by the rules below it")
    func ended() {
        let chain = Chain(
            name: "FORWARD",
            policy: .accept,
            rules: [rule(.mark(MaskedMark(1, mask: 1)), 4), rule(.accept, 3), rule(.drop, 1)],
            counters: Counters(packets: 0, bytes: 0)
        )
        // Four packets meet rules 1 and 2; the three accepted do not meet rule 3.
        #expect(RuleWalk.testedRules(in: Table(name: .filter, chains: [chain])) == 4 + 4 + 1)
    }

    @Test("The walk through a pod chain that always ends is counted: misses, hit, then the chain's own rules")
    func podChain() {
        let forward = Chain(
            name: "FORWARD",
            policy: .accept,
            rules: [rule(.jump("POD-A"), 0), rule(.jump("POD-B"), 10), rule(.accept, 0)],
            counters: Counters(packets: 0, bytes: 0)
        )
        let podA = Chain(name: "POD-A", rules: [rule(.reject(with: "icmp-port-unreachable"), 0)])
        let podB = Chain(
            name: "POD-B",
            rules: [rule(.accept, 8), rule(.jump("POLICY"), 2), rule(.reject(with: "icmp-port-unreachable"), 1)]
        )
        let policy = Chain(name: "POLICY", rules: [rule(.accept, 1)])
        let table = Table(name: .filter, chains: [forward, podA, podB, policy])
        // FORWARD: 10 x 2 (A's jump missed, B's hit). POD-B: 10, then 2, then the 1 that POLICY returned. POLICY: 2.
        #expect(RuleWalk.testedRules(in: table) == 20 + 10 + 2 + 1 + 2)
    }
}
