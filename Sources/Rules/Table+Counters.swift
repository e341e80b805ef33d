extension Table {
    /// The table with all counters at zero, for comparisons.
    package func withoutCounters() -> Table {
        var table = self
        for chain in table.chains.indices {
            table.chains[chain].counters = .zero
            for rule in table.chains[chain].rules.indices {
                table.chains[chain].rules[rule].counters = .zero
            }
        }
        return table
    }
}
