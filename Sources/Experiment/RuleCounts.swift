import Firewall
import Layouts
import Rules

/// The counters of the node's rules at one moment, as far as they prove an arm.
struct RuleCounts {
    /// First packets that the controller's accepting rules let through.
    let accepted: UInt64
    /// Connections that the service proxy translated to the target's endpoints.
    let translated: UInt64
    /// Packets that rules of sleeping tables of nftables have counted.
    let asleep: UInt64
    let rules: ArmRules

    /// Reads them in the calling thread's network namespace.
    ///
    /// - Parameter knownTranslated: `translated` if it is known, so that the nat table need not be read.
    ///
    /// Cost: a copy of each table read; of 26,000 nat rules 26 ms, which is most of what is around a short sample.
    init(
        of program: ArmProgram,
        _ resident: ResidentTables,
        knownTranslated: UInt64? = nil
    ) throws(FirewallError) {
        let rules = try ArmRules(of: program, resident)
        let translating =
            knownTranslated == nil ? program.translationRules.filter { $0.table == .iptables(.nat) } : []
        let nat = translating.isEmpty ? [:] : try KernelFirewall.counters(of: translating.map(\.chain), in: .nat)
        func packets(_ rule: RuleReference) -> UInt64 {
            let counters: Counters? =
                switch rule.table {
                case .iptables(.filter): rules.filter[rule.chain]?.rules[at: rule.index]?.counters
                case .iptables: nat[rule.chain]?[at: rule.index]
                case .nftables: rules.nftables?.counters(of: rule)
                }
            return counters?.packets ?? 0
        }
        self.rules = rules
        asleep = rules.nftables?.packetsAsleep ?? 0
        accepted = program.acceptRules.reduce(0) { $0 + packets($1) }
        translated = knownTranslated ?? program.translationRules.reduce(0) { $0 + packets($1) }
    }
}

extension Table {
    /// The table with what its rules counted between two snapshots of it.
    func counting(from start: TableSnapshot, to end: TableSnapshot) -> Table {
        var counted = self
        for index in counted.chains.indices {
            guard let before = start[counted.chains[index].name], let after = end[counted.chains[index].name],
                after.rules.count == counted.chains[index].rules.count, before.rules.count == after.rules.count
            else { continue }
            counted.chains[index].counters = after.counters - before.counters
            for rule in after.rules.indices {
                counted.chains[index].rules[rule].counters = after.rules[rule].counters - before.rules[rule].counters
            }
        }
        return counted
    }
}

extension Counters {
    /// What was counted since; 0 where a counter was reset in between.
    static func - (after: Counters, before: Counters) -> Counters {
        Counters(
            packets: after.packets >= before.packets ? after.packets - before.packets : 0,
            bytes: after.bytes >= before.bytes ? after.bytes - before.bytes : 0
        )
    }
}

extension Array {
    /// The element at `index`; nil where there is none.
    fileprivate subscript(at index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
