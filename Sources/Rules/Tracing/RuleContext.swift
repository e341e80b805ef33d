import Addressing

/// What the answer of a rule depends on beside the packet and the sets of its table.
struct RuleContext: Sendable {
    let localAddresses: Set<IPAddress>
    /// Which of the alternatives of a random choice is taken, from 0.
    let choice: Int
    /// How many rules with a probability the packet has met in this chain.
    private var choices = 0

    init(localAddresses: Set<IPAddress>, choice: Int) {
        self.localAddresses = localAddresses
        self.choice = choice
    }

    func isLocal(_ address: IPAddress) -> Bool {
        switch address {
        case _ where localAddresses.contains(address): true
        case .v4(let address): address.value >> 24 == 127
        case .v6(let address): address.value == 1
        }
    }

    /// Whether the next rule with a probability is the one that is taken.
    mutating func takesNextChoice() -> Bool {
        defer { choices += 1 }
        return choices == choice
    }
}
