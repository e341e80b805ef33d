import Addressing
package import Firewall
package import Rules

/// The way from one state of a node's rules to another, in the order in which controllers go it.
///
/// New sets come first and changed ones are swapped, then each changed table is replaced in one commit, and sets that
/// nothing names any more go last: at no moment is a packet judged by half a ruleset.
package struct FirewallUpdate: Equatable, Sendable {
    package var created: [IPSet] = []
    package var refilled: [IPSet] = []
    package var tables: [Table] = []
    /// Tables of ip6tables.
    package var tables6: [Table] = []
    package var discarded: [String] = []
    /// Tables of nftables to write and to remove, in one transaction; nil for none.
    package var nftables: NftReplacement?

    /// What has to be done to a node that holds `old` of IPv4 alone, so that it holds `new`.
    package init(from old: Ruleset, to new: Ruleset) {
        self.init(from: NodeRules(ipv4: old), to: NodeRules(ipv4: new))
    }

    /// What has to be done to a node that holds `old`, so that it holds `new`.
    ///
    /// A table that `new` lacks becomes empty. A set whose kind changes must change its name, as in all known layouts.
    package init(from old: NodeRules, to new: NodeRules) {
        let present = Dictionary(old.sets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        created = new.sets.filter { present[$0.name] == nil }
        refilled = new.sets.filter { set in present[set.name].map { $0 != set } ?? false }
        let wanted = Set(new.sets.map(\.name))
        discarded = old.sets.map(\.name).filter { !wanted.contains($0) }
        tables = FirewallUpdate.tables(from: old.ipv4, to: new.ipv4)
        tables6 = FirewallUpdate.tables(from: old.ipv6, to: new.ipv6)
        let changed = new.nftables.filter { table in !old.nftables.contains(table) }
        func removed(_ family: IPFamily) -> [String] {
            old[family].nftables.map(\.name).filter { new[family][nftables: $0] == nil }
        }
        let gone = (ipv4: removed(.ipv4), ipv6: removed(.ipv6))
        guard !changed.isEmpty || !gone.ipv4.isEmpty || !gone.ipv6.isEmpty else { return }
        nftables = NftReplacement(replacing: changed, removing: gone.ipv4, removingIPv6: gone.ipv6)
    }

    private static func tables(from old: Ruleset, to new: Ruleset) -> [Table] {
        new.tables.filter { $0 != old[$0.name] } + old.tables.filter { new[$0.name] == nil }.map { .empty($0.name) }
    }

    package var isEmpty: Bool {
        created.isEmpty && refilled.isEmpty && tables.isEmpty && tables6.isEmpty && discarded.isEmpty && nftables == nil
    }

    /// Does it, in the network namespace of the calling thread.
    ///
    /// Cost: one process of a few milliseconds for each of the four parts and each table.
    package func perform() throws(FirewallError) {
        if !created.isEmpty { try KernelFirewall.load(sets: created) }
        try KernelFirewall.refill(sets: refilled)
        for table in tables { try KernelFirewall.replace(table) }
        for table in tables6 { try KernelFirewall.replace(table, family: .ipv6) }
        if let nftables { try KernelFirewall.apply(nftables) }
        try KernelFirewall.discard(sets: discarded)
    }
}
