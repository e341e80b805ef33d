import Firewall
import Rules

/// What brings the node's kernel from any treatment to one: a commit, or two if controllers of both kinds of tables are compared.
struct ArmSwitch {
    /// The whole filter table of iptables; nil where all treatments have the same.
    var filter: Table?
    /// Nil where no treatment has tables of nftables.
    var nftables: NftReplacement?

    /// Makes the switch in the calling thread's network namespace.
    func make() throws(FirewallError) {
        if let filter { try KernelFirewall.replace(filter) }
        if let nftables { try KernelFirewall.apply(nftables) }
    }
}

extension ArmProgram {
    /// Checks that the kernel lists the rules of the program, as far as treatments differ in them.
    func verify() throws(FirewallError) {
        try KernelFirewall.verify(filter)
        if usesNftables { try KernelFirewall.verify(nftables: nftables, besides: sharedNftables) }
    }
}
