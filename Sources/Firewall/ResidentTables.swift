package import Rules

/// Tables of nftables of IPv4 that stay in a namespace, of which those awake judge packets and the others sleep.
///
/// The kernel takes a sleeping table's base chains off their hooks (`nf_tables_table_disable`, net/netfilter/nf_tables_api.c): no
/// packet comes into it, while its sets keep their elements. Every commit has the next generation, so that rules and sets are
/// known to be those that were verified as long as there were no other commits than the ones made here.
package struct ResidentTables: Sendable {
    /// The names of tables that are others' matter, and may be there too.
    private let others: [String]
    /// The names of all tables that were ever written.
    private var names: Set<String> = []
    /// Those that the kernel holds as here, by name.
    private var known: [String: NftTable] = [:]
    /// The generation with which all that is there is known; nil before it has been verified.
    private var generation: UInt32?

    package init(besides others: [String] = []) {
        self.others = others
    }

    /// Lets the tables of `choice` judge packets, with counters as they have them, and all others sleep.
    ///
    /// Returns whether everything that is there is known; if not, it must be verified before `entries()`. What is not there yet is
    /// written with its sets, and everything is written anew where somebody else has committed anything. On an error what the
    /// tables hold is open; the next call writes them anew. Cost: one run of nft for each batch of rules, 10 ms for none.
    package mutating func awaken(_ choice: NftAwakening) throws(FirewallError) -> Bool {
        let before = try KernelFirewall.nftGeneration()
        let isUndisturbed = before == generation
        if !isUndisturbed { known = [:] }
        generation = nil
        let isFramed = choice.tables.allSatisfy { known[$0.name]?.awakened == $0.awakened }
        var commits = UInt32(choice.batches.count)
        if choice.tables.isEmpty, known.values.contains(where: { !$0.isDormant }) { commits = 1 }
        do throws(FirewallError) {
            if !isFramed { try frame(choice) }
            try write(choice)
        } catch {
            known = [:]
            throw error
        }
        let now = try KernelFirewall.nftGeneration()
        guard isUndisturbed, isFramed, now == before &+ commits else { return false }
        generation = now
        return true
    }

    /// Checks that the namespace holds exactly what was written and the others' tables, and that `awake` are the ones that judge.
    ///
    /// Throws `mismatch` with the first line that differs. Cost: as `KernelFirewall.verify(nftables:)`.
    package mutating func verify(awake: [NftTable]) throws(FirewallError) {
        generation = nil
        let before = try KernelFirewall.nftGeneration()
        let asleep = known.values.filter { table in !awake.contains { $0.name == table.name } }
        try KernelFirewall.verify(nftables: asleep.map(\.asleep) + awake, besides: others)
        guard try KernelFirewall.nftGeneration() == before else { throw ResidentTables.disturbed }
        generation = before
    }

    /// The raw entries of all tables written here.
    ///
    /// Throws `mismatch` if somebody else has committed anything in the namespace since the tables were known.
    package func entries() throws(FirewallError) -> NftEntries {
        let entries = try KernelFirewall.nftEntries(of: Array(names))
        guard entries.generation == generation else { throw ResidentTables.disturbed }
        return entries
    }

    private static let disturbed = FirewallError(
        .mismatch,
        "keep the tables of nftables",
        cause: "somebody else wrote to nftables",
        remedy: "leave the rules of this namespace alone"
    )

    /// Writes the frames of a choice's tables.
    private mutating func frame(_ choice: NftAwakening) throws(FirewallError) {
        for table in choice.tables {
            names.insert(table.name)
            known[table.name] = nil
        }
        try KernelFirewall.apply(choice.frames)
        for table in choice.tables { known[table.name] = table.asleep }
    }

    /// Writes the rules of a choice's framed tables; the others fall asleep in the first batch.
    private mutating func write(_ choice: NftAwakening) throws(FirewallError) {
        let chosen = Set(choice.tables.map(\.name))
        var first = ""
        for name in names.sorted() {
            if known[name] == nil {
                // To delete what is not there is an error; to add what is there is none.
                first += "add table ip \(name)\ndelete table ip \(name)\n"
            } else if !chosen.contains(name) || choice.batches.count > 1 {
                first += "add table ip \(name) { flags dormant; }\n"
            }
        }
        names = names.filter { known[$0] != nil }
        var batches = choice.batches.isEmpty ? [[]] : choice.batches
        batches[0].insert(contentsOf: first.utf8, at: 0)
        try KernelFirewall.write(batches, names: choice.tables.map(\.name))
        for name in names { known[name]?.isDormant = true }
        for table in choice.tables { known[table.name] = table.awakened }
    }
}

extension NftTable {
    fileprivate var asleep: NftTable {
        var table = self
        table.isDormant = true
        return table
    }

    fileprivate var awakened: NftTable {
        var table = self
        table.isDormant = false
        return table
    }
}
