package import Rules

/// What a table of the kernel held at one moment: its shape, its counters, and a hash of everything else.
package struct TableSnapshot: Equatable, Sendable {
    package struct ChainSnapshot: Equatable, Sendable {
        package var name: String
        /// Nil for a user-defined chain.
        package var policy: Chain.Policy?
        /// Packets and bytes that fell through to the policy; zero for a user-defined chain.
        package var counters: Counters
        package var rules: [RuleSnapshot]
    }

    package struct RuleSnapshot: Equatable, Sendable {
        package var counters: Counters
        /// The chain that is jumped to, the extension, or the verdict; empty for a rule that only counts.
        package var target: String
    }

    package var name: Table.Name
    /// In the order of `Table.inKernelOrder()`.
    package var chains: [ChainSnapshot]
    /// A hash of every byte of every entry but its counters, and of chain names, policies and targets.
    ///
    /// Two commits of the same table over the same sets hash equal. A match on a set holds the set's index in the kernel,
    /// so sets that were destroyed and created in another order change the hash.
    package var hash: UInt64

    /// The chain called `name`, if the table has one.
    package subscript(name: String) -> ChainSnapshot? {
        chains.first { $0.name == name }
    }

    package var ruleCount: Int { chains.reduce(0) { $0 + $1.rules.count } }
}
