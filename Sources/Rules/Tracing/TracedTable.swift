/// A table made ready for walks: its chains and sets by their names.
struct TracedTable<WalkedRule: TracedRule>: Sendable {
    let place: RuleReference.Place
    let chains: [String: [WalkedRule]]
    let sets: [String: WalkedRule.Lookup]

    /// The chain called `name`, into which packets come at a hook.
    func entrance(
        _ name: String,
        at hook: NftChain.Base.Hook,
        priority: Int,
        isTranslating: Bool,
        policy: Chain.Policy?
    ) -> Entrance {
        Entrance(hook: hook, priority: priority, isTranslating: isTranslating) { trace, context in
            if case .nftables = place { trace.baseChains += 1 }
            var walk = ChainWalk(table: self, context: context, trace: trace)
            let end = walk.pass(name)
            trace = walk.trace
            trace.verdict = end ?? (policy == .drop ? .dropped : .accepted)
        }
    }
}
