package import Rules

/// What the namespace's nftables held at one moment: all tables with their counters, and a hash of everything else.
package struct NftSnapshot: Equatable, Sendable {
    /// In the kernel's order.
    package let tables: [NftTable]
    /// A hash of the tables without their counters and without the order of set elements.
    ///
    /// The same tables written twice hash equal.
    package let hash: UInt64

    package init(_ tables: [NftTable]) {
        self.tables = tables
        var hash = EntryHash()
        hash.mix(tables.map { $0.forComparison() }.nftList)
        self.hash = hash.value
    }

    /// The table called `name`, if it is there.
    package subscript(name: String) -> NftTable? {
        tables.first { $0.name == name }
    }

    package var ruleCount: Int { tables.reduce(0) { $0 + $1.ruleCount } }
}
