import Firewall
import Rules

/// The node's rules in which treatments may differ, as the kernel holds them at one moment.
struct ArmRules {
    let filter: TableSnapshot
    /// Those of controllers; nil where none has any.
    let nftables: NftEntries?

    /// Reads them in the calling thread's network namespace, in which `resident` are the controllers' tables of nftables.
    ///
    /// Cost: a copy of the filter table, and where controllers use nftables one of their entries.
    init(of program: ArmProgram, _ resident: ResidentTables) throws(FirewallError) {
        filter = try KernelFirewall.snapshot(.filter)
        nftables = program.usesNftables ? try resident.entries() : nil
    }

    /// A hash of every rule, without counters.
    var hash: String {
        ([filter.hash] + [nftables?.hash].compactMap(\.self)).map { String($0, radix: 16) }.joined(separator: "-")
    }

    var ruleCount: Int { filter.ruleCount + (nftables?.ruleCount ?? 0) }
}
