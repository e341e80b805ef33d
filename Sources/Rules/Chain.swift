/// An ordered list of rules under a name.
package struct Chain: Equatable, Sendable {
    /// What becomes of a packet that reaches the end of a built-in chain.
    package enum Policy: String, Sendable {
        case accept = "ACCEPT"
        case drop = "DROP"
    }

    /// At most 28 characters (`XT_EXTENSION_MAXNAMELEN` - 1, linux/netfilter/x_tables.h).
    package var name: String
    /// Nil for a user-defined chain, whose end returns to the caller.
    package var policy: Policy?
    package var rules: [Rule]
    /// Of a built-in chain that is to be installed over another's: how many of the last rules go behind the other's
    /// (`-A`), instead of in front of them (`-I`).
    package var appended = 0
    /// Packets and bytes that fell through to the policy.
    package var counters: Counters

    package init(name: String, policy: Policy? = nil, rules: [Rule] = [], counters: Counters = .zero) {
        self.name = name
        self.policy = policy
        self.rules = rules
        self.counters = counters
    }
}
