package import Rules

/// What tables of nftables held at one moment, as the kernel's raw entries: the counters of their rules, and a hash of the rest.
package struct NftEntries: Equatable, Sendable {
    /// The number of the namespace's last commit: as long as it stays, no rule, set or table has changed.
    package internal(set) var generation: UInt32 = 0
    /// The names of those tables that judge packets.
    package internal(set) var awake: [String] = []
    /// Rules of these.
    package internal(set) var ruleCount = 0
    /// Packets that rules of the other tables have counted, which sleep: they must not become more.
    package internal(set) var packetsAsleep: UInt64 = 0
    /// By table and chain; nil for a rule without a counter.
    private var counters: [String: [String: [Counters?]]] = [:]
    private var running = EntryHash()

    /// A hash of the rules of tables that judge packets, counters and the kernel's own numbers aside.
    package var hash: UInt64 { running.value }

    /// What a rule's first counter shows; nil for a rule that has none, and for one that is not there.
    package func counters(of rule: RuleReference) -> Counters? {
        guard case .nftables(let table) = rule.table, let rules = counters[table]?[rule.chain],
            rules.indices.contains(rule.index)
        else { return nil }
        return rules[rule.index]
    }

    /// Notes the table whose rules follow.
    mutating func begin(_ table: String, isAwake: Bool) {
        counters[table] = [:]
        guard isAwake else { return }
        awake.append(table)
        running.mix(table)
    }

    /// Notes the next rule of a table.
    mutating func add(_ rule: NftRuleEntry, to table: String, isAwake: Bool) {
        counters[table, default: [:]][rule.chain, default: []].append(rule.counters)
        guard isAwake else {
            packetsAsleep += rule.counters?.packets ?? 0
            return
        }
        ruleCount += 1
        running.mix(rule.hash)
    }
}
