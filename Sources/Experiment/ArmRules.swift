import Firewall
import Rules

/// The node's rules in which treatments may differ, as the kernel holds them at one moment.
struct ArmRules {
    let filter: TableSnapshot
    /// Those of controllers; nil where none has any.
    let nftables: NftSnapshot?

    /// Reads them in the calling thread's network namespace.
    ///
    /// Cost: a copy of the filter table, and where controllers use nftables a listing of theirs.
    init(of program: ArmProgram) throws(FirewallError) {
        filter = try KernelFirewall.snapshot(.filter)
        nftables = program.usesNftables ? try KernelFirewall.nftables(besides: program.sharedNftables) : nil
    }

    /// A hash of every rule, without counters.
    var hash: String {
        ([filter.hash] + [nftables?.hash].compactMap(\.self)).map { String($0, radix: 16) }.joined(separator: "-")
    }

    var ruleCount: Int { filter.ruleCount + (nftables?.ruleCount ?? 0) }
}
