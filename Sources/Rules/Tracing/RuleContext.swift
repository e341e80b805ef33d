import Addressing

/// What the answer of a rule depends on beside the packet and the sets of its table.
struct RuleContext: Sendable {
    let localAddresses: Set<IPv4Address>
    /// Which of the alternatives of a random choice is taken, from 0.
    let choice: Int
    /// How many rules with a probability the packet has met in this chain.
    private var choices = 0

    init(localAddresses: Set<IPv4Address>, choice: Int) {
        self.localAddresses = localAddresses
        self.choice = choice
    }

    func isLocal(_ address: IPv4Address) -> Bool {
        localAddresses.contains(address) || IPv4CIDR(IPv4Address(127, 0, 0, 0), prefixLength: 8).contains(address)
    }

    /// Whether the next rule with a probability is the one that is taken.
    mutating func takesNextChoice() -> Bool {
        defer { choices += 1 }
        return choices == choice
    }
}
