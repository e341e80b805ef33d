/// A chain into which packets come by themselves: a built-in one of iptables, or a base chain of nftables.
struct Entrance: Sendable {
    let hook: NftChain.Base.Hook
    /// The chains of a hook are passed from the lowest number up.
    let priority: Int
    /// Whether only the first packet of a connection passes, as in every chain that translates addresses.
    let isTranslating: Bool
    /// Walks a packet through the chain and whatever it leads to.
    let pass: @Sendable (inout PacketTrace, RuleContext) -> Void
}

extension Table {
    /// The built-in chains, which may look addresses up in `sets`.
    func entrances(_ sets: [String: AddressLookup]) -> [Entrance] {
        let table = TracedTable(
            place: .iptables(name),
            chains: Dictionary(chains.map { ($0.name, $0.rules) }, uniquingKeysWith: { first, _ in first }),
            sets: sets
        )
        return chains.compactMap { chain in
            guard name.builtInChains.contains(chain.name),
                let hook = NftChain.Base.Hook(rawValue: chain.name.lowercased())
            else { return nil }
            return table.entrance(
                chain.name,
                at: hook,
                priority: name.priority(at: hook),
                isTranslating: name == .nat,
                policy: chain.policy
            )
        }
    }
}

extension NftTable {
    /// The base chains, unless the table sleeps.
    var entrances: [Entrance] {
        guard !isDormant else { return [] }
        let table = TracedTable(
            place: .nftables(name),
            chains: Dictionary(chains.map { ($0.name, $0.rules) }, uniquingKeysWith: { first, _ in first }),
            sets: Dictionary(sets.map { ($0.name, NftLookup($0)) }, uniquingKeysWith: { first, _ in first })
        )
        return chains.compactMap { chain in
            chain.base.map {
                table.entrance(
                    chain.name,
                    at: $0.hook,
                    priority: $0.priority,
                    isTranslating: $0.kind == .nat,
                    policy: $0.policy
                )
            }
        }
    }
}

extension Table.Name {
    /// Where the table stands among what is hooked (`NF_IP_PRI_*`, linux/netfilter_ipv4.h).
    fileprivate func priority(at hook: NftChain.Base.Hook) -> Int {
        switch self {
        case .raw: -300
        case .mangle: -150
        case .nat: hook == .prerouting || hook == .output ? -100 : 100
        case .filter: 0
        case .security: 50
        }
    }
}
