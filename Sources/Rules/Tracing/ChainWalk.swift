/// One packet's walk through the chains of one table.
struct ChainWalk<WalkedRule: TracedRule> {
    let table: TracedTable<WalkedRule>
    let context: RuleContext
    var trace: PacketTrace

    /// Passes the rules of `chain`, and those that it leads to; nil if none of them ended the packet.
    mutating func pass(_ chain: String) -> PacketTrace.Verdict? {
        // Choices are counted anew in each chain.
        var context = context
        for (index, rule) in (table.chains[chain] ?? []).enumerated() {
            let (packet, contextBefore) = (trace.packet, context)
            let outcome = rule.outcome(for: &trace.packet, table.sets, &context)
            let reference = RuleReference(table.place, chain: chain, index: index)
            let work = rule.work(for: packet, table.sets, contextBefore, matched: outcome != nil)
            trace.steps.append(.init(rule: reference, matched: outcome != nil, work: work))
            switch outcome {
            case nil, .next: continue
            case .end(let verdict): return verdict
            case .return: return nil
            case .jump(let name):
                if let end = pass(name) { return end }
            case .goto(let name): return pass(name)
            }
        }
        return nil
    }
}
