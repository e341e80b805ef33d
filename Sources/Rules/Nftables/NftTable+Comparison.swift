extension NftTable {
    /// The table without what differs between two listings of the same rules.
    ///
    /// All counters at zero, and the elements of each set in the order of their keys.
    package func forComparison() -> NftTable {
        var table = self
        for set in table.sets.indices {
            table.sets[set].elements.sort { $0.key.lexicographicallyPrecedes($1.key) }
        }
        for chain in table.chains.indices {
            for rule in table.chains[chain].rules.indices {
                table.chains[chain].rules[rule] = table.chains[chain].rules[rule].withoutCounters()
            }
        }
        return table
    }
}

extension NftRule {
    fileprivate func withoutCounters() -> NftRule {
        var rule = self
        for index in rule.statements.indices {
            if case .counter = rule.statements[index] { rule.statements[index] = .counter(.zero) }
        }
        return rule
    }
}
