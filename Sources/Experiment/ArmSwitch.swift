import Firewall
import Rules

/// What brings the node's kernel from any treatment to one: a commit, or two if controllers of both kinds of tables are compared.
struct ArmSwitch {
    /// The whole filter table of iptables; nil where all treatments have the same.
    var filter: Table?
    /// Nil where no treatment has tables of nftables.
    var nftables: NftAwakening?

    /// Makes the switch in the calling thread's network namespace; returns whether all tables of nftables are known to be as
    /// they were written, and need not be listed.
    func make(among resident: inout ResidentTables) throws(FirewallError) -> Bool {
        if let filter { try KernelFirewall.replace(filter) }
        return if let nftables { try resident.awaken(nftables) } else { true }
    }
}

extension ArmProgram {
    /// Checks that the kernel lists the rules of the program, as far as treatments differ in them, and no others' awake.
    func verify(among resident: inout ResidentTables) throws(FirewallError) {
        try KernelFirewall.verify(filter)
        if usesNftables { try resident.verify(awake: nftables) }
    }
}
