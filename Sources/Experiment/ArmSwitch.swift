import Firewall
import Rules

/// What brings the node's kernel from any arm to one: the one commit in which arms differ.
enum ArmSwitch {
    /// The whole filter table of iptables.
    case filter(Table)
    case nftables(NftReplacement)

    /// Makes the switch in the calling thread's network namespace.
    func make() throws(FirewallError) {
        switch self {
        case .filter(let table): try KernelFirewall.replace(table)
        case .nftables(let replacement): try KernelFirewall.apply(replacement)
        }
    }
}

extension ArmProgram {
    /// Checks that the kernel lists the rules of the program, as far as arms differ in them.
    func verify() throws(FirewallError) {
        try KernelFirewall.verify(filter)
        if usesNftables { try KernelFirewall.verify(nftables: ruleset.nftables) }
    }
}
