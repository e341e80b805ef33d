/// Everything one namespace's packet filter holds: tables of chains of rules, and the address sets that rules refer to.
///
/// Tables of nftables stand beside those of iptables; a packet meets both.
/// A value; nothing here touches a kernel. Order is kept everywhere, because in the kernel it is meaning (rules)
/// or what a reader compares (chains, sets).
package struct Ruleset: Equatable, Sendable {
    package var tables: [Table]
    package var sets: [IPSet]
    /// Tables of nftables, which hold their sets themselves.
    package var nftables: [NftTable]
    /// What IPVS translates, between the hooks input and output.
    package var virtualServers: [VirtualServer]

    package init(
        tables: [Table] = [],
        sets: [IPSet] = [],
        nftables: [NftTable] = [],
        virtualServers: [VirtualServer] = []
    ) {
        self.tables = tables
        self.sets = sets
        self.nftables = nftables
        self.virtualServers = virtualServers
    }

    /// The table called `name`, if the ruleset has one.
    package subscript(name: Table.Name) -> Table? {
        tables.first { $0.name == name }
    }

    /// The table of nftables called `name`, if the ruleset has one.
    package subscript(nftables name: String) -> NftTable? {
        nftables.first { $0.name == name }
    }

    /// Rules in all tables.
    package var ruleCount: Int {
        tables.reduce(0) { $0 + $1.ruleCount } + nftables.reduce(0) { $0 + $1.ruleCount }
    }
}
