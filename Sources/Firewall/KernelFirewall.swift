package import Addressing
package import Rules

/// The packet filter of the calling thread's network namespace.
///
/// Requires CAP_NET_ADMIN in the namespace's user namespace, and a `/run` that can hold the lock of xtables. Every call
/// is complete when it returns; several threads may call at once, each for its own namespace.
package enum KernelFirewall {
    /// Seconds to wait for whoever else holds the lock of xtables.
    static let lockWait = "10"

    /// Replaces a whole table of a family by `table` in one commit: packets see the old rules or the new ones, nothing between.
    ///
    /// Built-in chains that `table` lacks become empty and accepting. All counters start at 0. On an error the kernel's table is what it was.
    /// Throws `refused` for a table that does not validate, and for one that names a set which does not exist.
    /// Cost: 0.25 s for 26,000 rules (`iptables-legacy-restore`; iptables-nft-restore takes ten times that).
    package static func replace(_ table: Table, family: IPFamily = .ipv4) throws(FirewallError) {
        let operation = "replace table \(table.name.rawValue)" + (family == .ipv4 ? "" : " of \(family.title)")
        let table = table.inKernelOrder()
        do throws(RulesetError) {
            try table.validate()
        } catch {
            throw FirewallError(.refused, operation, cause: "\(error.object) \(error.cause)", remedy: error.remedy)
        }
        // No --noflush: it would keep, and so double, the rules of the built-in chains.
        let program = family == .ipv4 ? FilterProgram.iptablesRestore : .ip6tablesRestore
        _ = try program.run(
            ["-w", lockWait, "-T", table.name.rawValue],
            input: table.iptablesSaveBytes(),
            for: operation,
            remedy: "load the sets that the rules name first, and see what the kernel supports with \(program.rawValue)"
        )
    }

    /// Creates `sets` with their entries; none of them may exist.
    ///
    /// Not atomic: after an error some of the sets may be there. Cost: 40 ms for 8000 entries.
    package static func load(sets: [IPSet]) throws(FirewallError) {
        let operation = "load \(sets.count) sets"
        do throws(RulesetError) {
            try Ruleset(sets: sets).validate()
        } catch {
            throw FirewallError(.refused, operation, cause: "\(error.object) \(error.cause)", remedy: error.remedy)
        }
        _ = try FilterProgram.ipset.run(
            ["restore"],
            input: sets.ipsetSaveBytes,
            for: operation,
            remedy: "destroy sets of the same names first, and see what the kernel supports with ipset"
        )
    }

    /// Destroys the sets of these names, in this order; no rule may name them any more.
    ///
    /// Not atomic: after an error some of the sets may be gone.
    package static func destroy(sets names: [String]) throws(FirewallError) {
        for name in names {
            _ = try FilterProgram.ipset.run(
                ["destroy", name],
                for: "destroy set \(name)",
                remedy: "replace the tables whose rules name the set first"
            )
        }
    }

    /// The sets of the namespace with their entries, in the kernel's order.
    package static func sets() throws(FirewallError) -> [IPSet] {
        let text = try FilterProgram.ipset.run(
            ["save"],
            for: "read the sets",
            remedy: "run as root of the network namespace"
        )
        return try parsed("read the sets") { () throws(RuleParseError) in
            try Ruleset(iptablesSave: "", ipsetSave: text).sets
        }
    }

    /// The table of a family as `iptables-legacy-save` or `ip6tables-legacy-save` lists it, all counters included.
    ///
    /// Cost: 0.3 s for 26,000 rules; `snapshot(_:)` is far cheaper where the rules themselves need not be known.
    package static func savedTable(_ name: Table.Name, family: IPFamily = .ipv4) throws(FirewallError) -> Table {
        let operation = "read table \(name.rawValue)" + (family == .ipv4 ? "" : " of \(family.title)")
        let program = family == .ipv4 ? FilterProgram.iptablesSave : .ip6tablesSave
        // The list of tables in /proc is not readable in a user namespace, so the table must be named.
        let text = try program.run(
            ["-c", "-t", name.rawValue],
            for: operation,
            remedy: "run as root of the network namespace"
        )
        let tables = try parsed(operation) { () throws(RuleParseError) in try Ruleset(iptablesSave: text).tables }
        guard let table = tables.first, tables.count == 1, table.name == name else {
            throw FirewallError(
                .mismatch,
                operation,
                cause: "\(program.rawValue) printed \(tables.count) tables",
                remedy: "see that the kernel has table \(name.rawValue)"
            )
        }
        return table
    }

    static func parsed<Value>(
        _ operation: String,
        _ body: () throws(RuleParseError) -> Value
    ) throws(FirewallError) -> Value {
        do throws(RuleParseError) {
            return try body()
        } catch {
            throw FirewallError(
                .mismatch,
                operation,
                cause: error.description,
                remedy: "remove what npbench did not write"
            )
        }
    }
}
