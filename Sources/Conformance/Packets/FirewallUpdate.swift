package import Firewall
package import Rules

/// The way from one ruleset of a node to another, in the order in which controllers go it.
///
/// New sets come first and changed ones are swapped, then each changed table is replaced in one commit, and sets that
/// nothing names any more go last: at no moment is a packet judged by half a ruleset.
package struct FirewallUpdate: Equatable, Sendable {
    package var created: [IPSet] = []
    package var refilled: [IPSet] = []
    package var tables: [Table] = []
    package var discarded: [String] = []
    /// Tables of nftables to write and to remove, in one transaction; nil for none.
    package var nftables: NftReplacement?

    /// What has to be done to a node that holds `old`, so that it holds `new`.
    ///
    /// A table that `new` lacks becomes empty. A set whose kind changes must change its name, as in all known layouts.
    package init(from old: Ruleset, to new: Ruleset) {
        let present = Dictionary(old.sets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        created = new.sets.filter { present[$0.name] == nil }
        refilled = new.sets.filter { set in present[set.name].map { $0 != set } ?? false }
        let wanted = Set(new.sets.map(\.name))
        discarded = old.sets.map(\.name).filter { !wanted.contains($0) }
        tables = new.tables.filter { $0 != old[$0.name] }
        tables += old.tables.filter { new[$0.name] == nil }.map { .empty($0.name) }
        let changed = new.nftables.filter { table in !old.nftables.contains(table) }
        let names = Set(new.nftables.map(\.name))
        let removed = old.nftables.map(\.name).filter { !names.contains($0) }
        if !changed.isEmpty || !removed.isEmpty { nftables = NftReplacement(replacing: changed, removing: removed) }
    }

    package var isEmpty: Bool {
        created.isEmpty && refilled.isEmpty && tables.isEmpty && discarded.isEmpty && nftables == nil
    }

    /// Does it, in the network namespace of the calling thread.
    ///
    /// Cost: one process of a few milliseconds for each of the four parts and each table.
    package func perform() throws(FirewallError) {
        if !created.isEmpty { try KernelFirewall.load(sets: created) }
        try KernelFirewall.refill(sets: refilled)
        for table in tables { try KernelFirewall.replace(table) }
        if let nftables { try KernelFirewall.apply(nftables) }
        try KernelFirewall.discard(sets: discarded)
    }
}
