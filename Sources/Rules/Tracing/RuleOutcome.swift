/// What a rule that matches makes of a packet, in the words that iptables and nftables share.
enum RuleOutcome: Equatable, Sendable {
    /// The next rule of the chain is asked.
    case next
    /// The table is done with the packet.
    case end(PacketTrace.Verdict)
    /// The caller of the chain goes on.
    case `return`
    case jump(String)
    case goto(String)
}
