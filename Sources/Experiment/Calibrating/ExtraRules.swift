import Addressing
package import Rules

/// Rules that no controller writes: `count` of one kind of work, before all others that forwarded packets meet.
///
/// None ends a packet. One that could (they drop) names addresses or a state that nothing here has, so that a mistake would show as
/// failed requests and not as a fast run.
package struct ExtraRules: Equatable, Sendable {
    package var work: RuleWork
    /// 0 or more; base chains of `nftHook`, else rules.
    package var count: Int

    package init(_ work: RuleWork, count: Int) {
        self.work = work
        self.count = count
    }

    /// Names that no controller and no service proxy uses.
    static let set = "npbench-extra"
    static let table = "npbench-extra"

    /// Each rule that matches jumps to a chain of its own, as those of controllers do: one that all jump to would be in the cache.
    private static func chain(_ index: Int) -> String { "NPBENCH-EXTRA-\(index + 1)" }

    /// Where `rule` stands once these are before it.
    func moving(_ rule: RuleReference) -> RuleReference {
        guard !work.isNftables, rule.table == .iptables(.filter), rule.chain == "FORWARD" else { return rule }
        return RuleReference(table: .filter, chain: rule.chain, index: rule.index + count)
    }

    /// What is put in front of others' rules.
    var fragment: Ruleset {
        guard !work.isNftables else { return Ruleset(nftables: [nftTable]) }
        let rules = (0..<count).map(iptablesRule)
        var chains = [Chain(name: "FORWARD", policy: .accept, rules: rules)]
        if work == .hit { chains += (0..<count).map { Chain(name: Self.chain($0)) } }
        let known = IPSet.Entry(IPBlock(Self.address(0)))
        let sets = work == .set ? [IPSet(name: Self.set, kind: .hashIP, entries: [known])] : []
        return Ruleset(tables: [Table(name: .filter, chains: chains)], sets: sets)
    }

    private func iptablesRule(_ index: Int) -> Rule {
        let nobody = Negatable(IPBlock(Self.address(index)))
        return switch work {
        case .header: Rule(destination: nobody, target: .drop)
        case .comment: Rule(destination: nobody, matches: jumpMatches(index), target: .drop)
        // Every packet that is forwarded is tracked.
        case .match: Rule(matches: [.connectionState(Negatable([.untracked]))], target: .drop)
        case .set: Rule(matches: [.set(Negatable(Self.set), directions: [.source])], target: .drop)
        default: Rule(target: .jump(Self.chain(index)))
        }
    }

    /// What kube-router's jump rules ask beside the address, in its order: the pod's one with a `physdev` match, the other without.
    ///
    /// Nothing is asked of a packet whose address does not fit. But the rules' sizes differ by that match, and a CPU's prefetcher, which
    /// foresees where the next of many rules of one size begins, does not foresee these.
    private func jumpMatches(_ index: Int) -> [Match] {
        let comment = Match.comment("npbench: rule \(index + 1) of nobody")
        return index % 2 == 0 ? [.physdevIsBridged, comment] : [comment]
    }

    private var nftTable: NftTable {
        let base = NftChain.Base(kind: .filter, hook: .forward, priority: 0)
        guard work != .nftHook else {
            let chains = (0..<count).map { NftChain(name: "forward-\($0 + 1)", base: base) }
            return NftTable(name: Self.table, chains: chains)
        }
        let chains = [NftChain(name: "forward", base: base, rules: (0..<count).map(nftRule))]
        let known = NftSet.Element([.address(IPBlock(Self.address(0)))])
        return NftTable(
            name: Self.table,
            sets: work == .nftSet ? [NftSet(name: Self.set, key: [.address], elements: [known])] : [],
            chains: (work == .nftHit ? (0..<count).map { NftChain(name: Self.chain($0)) } : []) + chains
        )
    }

    private func nftRule(_ index: Int) -> NftRule {
        switch work {
        case .nftSet: NftRule(.address(.source, Negatable(.set(Self.set))), .counter(.zero), .verdict(.drop))
        case .nftHit: NftRule(.counter(.zero), .verdict(.jump(Self.chain(index))))
        default:
            NftRule(
                .address(.destination, Negatable(.block(IPBlock(Self.address(index))))),
                .counter(.zero),
                .verdict(.drop)
            )
        }
    }

    /// One of 256 addresses that nobody has (TEST-NET-1, RFC 5737).
    private static func address(_ index: Int) -> IPAddress {
        .v4(IPv4Address(192, 0, 2, UInt8(index % 256)))
    }
}

extension Ruleset {
    /// The ruleset with the extra rules before its own.
    func adding(_ extra: ExtraRules) throws(RulesetError) -> Ruleset {
        try installing(extra.fragment)
    }
}
