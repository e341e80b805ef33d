package import Addressing

/// One rule: what a packet must look like, and what then becomes of it.
///
/// `source`, `destination`, the interfaces and the protocol are fields of every kernel entry (`struct ipt_ip`, `struct ip6t_ip6`), so they
/// stand apart from `matches`, which are extensions and keep their order.
package struct Rule: Equatable, Sendable {
    package var source: Negatable<IPBlock>?
    package var destination: Negatable<IPBlock>?
    package var inInterface: Negatable<String>?
    package var outInterface: Negatable<String>?
    package var transport: Negatable<Transport>?
    package var matches: [Match]
    /// Nil for a rule that only counts.
    package var target: RuleTarget?
    package var counters: Counters

    package init(
        source: Negatable<IPBlock>? = nil,
        destination: Negatable<IPBlock>? = nil,
        inInterface: Negatable<String>? = nil,
        outInterface: Negatable<String>? = nil,
        transport: Negatable<Transport>? = nil,
        matches: [Match] = [],
        target: RuleTarget?,
        counters: Counters = .zero
    ) {
        self.source = source
        self.destination = destination
        self.inInterface = inInterface
        self.outInterface = outInterface
        self.transport = transport
        self.matches = matches
        self.target = target
        self.counters = counters
    }

    /// The text of the rule's first comment match, if it has one.
    package var comment: String? {
        for case .comment(let text) in matches { return text }
        return nil
    }
}
