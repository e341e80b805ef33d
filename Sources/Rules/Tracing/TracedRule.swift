/// A rule that packets are walked through, of iptables or nftables.
protocol TracedRule: Sendable {
    /// A set as such rules look it up.
    associatedtype Lookup: Sendable

    /// What the rule makes of `packet`, which it may translate and mark; nil if it does not match.
    func outcome(for packet: inout Packet, _ sets: [String: Lookup], _ context: inout RuleContext) -> RuleOutcome?

    /// What kind of work it was to find that out; `packet` and `context` as they came to the rule.
    func work(for packet: Packet, _ sets: [String: Lookup], _ context: RuleContext, matched: Bool) -> RuleWork
}
