extension Table {
    /// The table with its chains in the order in which libiptc, and so `iptables-legacy-save`, lists them.
    ///
    /// Built-in chains come first in the order of their hooks, and those that are missing are added, empty and with policy
    /// ACCEPT; user-defined chains follow, sorted by the bytes of their names (`iptcc_insert_chain`, libiptc/libiptc.c).
    /// Rules keep their order: there it is meaning. A table in this order, loaded and saved again, prints the same text.
    package func inKernelOrder() -> Table {
        var builtIn: [Chain] = []
        for name in self.name.builtInChains {
            builtIn.append(self[name] ?? Chain(name: name, policy: .accept))
        }
        let userDefined = chains.filter { !self.name.builtInChains.contains($0.name) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        return Table(name: name, chains: builtIn + userDefined)
    }
}
