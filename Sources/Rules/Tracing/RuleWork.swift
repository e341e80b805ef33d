/// Kinds of work that a packet costs the kernel in rules, told apart by how far a rule is looked into before it is done with.
///
/// The raw value is the kind's name in calibrations. A rule tested is work of exactly one kind.
package enum RuleWork: String, Hashable, Sendable, CaseIterable {
    /// A rule of iptables whose addresses, interfaces or protocol do not fit: no extension is asked.
    case header = "iptables-header"
    /// The same of a rule with a comment, which is 288 bytes longer (`struct xt_comment_info`, and the match's head): fewer fit a cache,
    /// and if only some have another match too, a CPU does not foresee where the next one begins.
    case comment = "iptables-comment"
    /// One that an extension turns down: conntrack, mark, a port.
    case match = "iptables-match"
    /// One that looks an address up in an IP set, found or not.
    case set = "iptables-set"
    /// One that matches without a set: it counts, and jumps, marks or ends the packet.
    case hit = "iptables-hit"
    /// A rule of nftables that turns the packet down before any set is asked.
    case nftRule = "nft-rule"
    /// One that looks something up in a set or map, found or not.
    case nftSet = "nft-set"
    /// One that matches without a set.
    case nftHit = "nft-hit"
    /// A base chain of nftables entered, whatever is in it.
    case nftHook = "nft-hook"

    /// Whether tables of nftables cause it, so that `nft` is needed to try it.
    package var isNftables: Bool {
        switch self {
        case .header, .comment, .match, .set, .hit: false
        case .nftRule, .nftSet, .nftHit, .nftHook: true
        }
    }
}

extension PacketTrace {
    /// How much work of each kind the packet was; kinds that it was not are left out.
    package var work: [RuleWork: Int] {
        var work: [RuleWork: Int] = [:]
        for step in steps { work[step.work, default: 0] += 1 }
        if baseChains > 0 { work[.nftHook] = baseChains }
        return work
    }
}
