/// The way of a packet through rules: every rule that was tested, and what became of the packet.
package struct PacketTrace: Equatable, Sendable {
    package enum Verdict: Equatable, Sendable {
        case accepted
        case dropped
        /// Answered with this ICMP error.
        case rejected(with: String)
    }

    /// One rule that the packet was tested against.
    package struct Step: Equatable, Sendable {
        package var rule: RuleReference
        package var matched: Bool
        /// How far the rule was looked into.
        package var work: RuleWork
    }

    package var verdict: Verdict
    /// The packet as it came out, translated and marked.
    package var packet: Packet
    /// In the order of the tests.
    package var steps: [Step]
    /// Base chains of nftables that the packet entered, empty ones too.
    package var baseChains = 0

    /// Rules tested, matched or not: what the packet cost.
    package var testedRules: Int { steps.count }

    package var isAccepted: Bool { verdict == .accepted }
}
