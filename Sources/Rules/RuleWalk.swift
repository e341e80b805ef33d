/// How many rules packets were tested against, worked out from a table's counters.
///
/// The kernel counts matches, not tests, but a chain is walked from its top: a rule is tested by every packet that entered
/// its chain and was not ended by a rule above it. The count is exact when every chain either always ends the packets
/// that enter it or never does (as kube-router's pod chains and kube-proxy's chains do), or has one caller; otherwise a
/// chain's callers are taken to share its ended packets in proportion to the packets that they sent.
package struct RuleWalk {
    private let chains: [String: Chain]
    /// Packets that jumps and gotos sent into each chain.
    private let entered: [String: Double]
    private var endings: [String: Double] = [:]

    /// Rule tests that the counters of `table` account for.
    ///
    /// Cost: linear in the rules. The table's chains must not form a loop, which no kernel accepts.
    package static func testedRules(in table: Table) -> Double {
        var walk = RuleWalk(table)
        return table.chains.reduce(0) { $0 + walk.tests(in: $1) }
    }

    private init(_ table: Table) {
        chains = Dictionary(table.chains.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var entered: [String: Double] = [:]
        for rule in table.chains.lazy.flatMap(\.rules) {
            switch rule.target {
            case .jump(let name), .goto(let name): entered[name, default: 0] += Double(rule.counters.packets)
            default: continue
            }
        }
        self.entered = entered
    }

    /// Tests in one chain: from the bottom, where the packets that fell through are known, up.
    private mutating func tests(in chain: Chain) -> Double {
        var passing = fallenThrough(chain)
        var tests = 0.0
        for rule in chain.rules.reversed() {
            passing += ended(by: rule)
            tests += passing
        }
        return tests
    }

    /// Packets that reached the end of a chain: its policy's counter, or what entered it and was not ended.
    private mutating func fallenThrough(_ chain: Chain) -> Double {
        if chain.policy != nil { return Double(chain.counters.packets) }
        let left = chain.rules.reduce(0.0) { $0 + ended(by: $1) }
        return max(0, entered[chain.name, default: 0] - left)
    }

    /// Packets that a rule kept from the rule below it.
    private mutating func ended(by rule: Rule) -> Double {
        let matched = Double(rule.counters.packets)
        switch rule.target {
        case .accept, .drop, .return, .goto, .reject, .dnat, .masquerade: return matched
        case .jump(let name): return matched * endingShare(of: name)
        case .mark, .log, nil: return 0
        }
    }

    /// The share of the packets entering a chain that it ends for good: by a verdict, not by a return.
    private mutating func endingShare(of name: String) -> Double {
        if let known = endings[name] { return known }
        guard let chain = chains[name] else { return 0 }
        endings[name] = 0
        var ended = 0.0
        for rule in chain.rules {
            switch rule.target {
            case .return: continue
            case .goto(let next): ended += Double(rule.counters.packets) * endingShare(of: next)
            default: ended += self.ended(by: rule)
            }
        }
        let packets = entered[name, default: 0]
        let share = packets > 0 ? min(1, ended / packets) : 0
        endings[name] = share
        return share
    }
}
