/// One nftables table: sets and maps, then chains, in the order in which `nft list table` prints them.
///
/// Lives beside the iptables tables of a `Ruleset`: its base chains are hooked on their own, and what one of them accepts
/// still meets the others of the same hook.
package struct NftTable: Equatable, Sendable {
    /// The packets that a table sees, as nft(8) names them.
    package enum Family: String, Sendable, CaseIterable {
        case ip, ip6
    }

    package var family: Family
    package var name: String
    package var comment: String?
    /// Whether it sleeps (`flags dormant`): its base chains are off their hooks, and no packet comes into it.
    package var isDormant: Bool
    package var sets: [NftSet]
    package var chains: [NftChain]

    package init(
        family: Family = .ip,
        name: String,
        comment: String? = nil,
        isDormant: Bool = false,
        sets: [NftSet] = [],
        chains: [NftChain] = []
    ) {
        self.family = family
        self.name = name
        self.comment = comment
        self.isDormant = isDormant
        self.sets = sets
        self.chains = chains
    }

    /// The chain called `name`, if the table has one.
    package subscript(name: String) -> NftChain? {
        chains.first { $0.name == name }
    }

    /// Rules in all chains.
    package var ruleCount: Int { chains.reduce(0) { $0 + $1.rules.count } }
}
