extension Ruleset {
    /// Checks what can be known without a kernel: names, jumps, sets, and that no text breaks out of its line.
    ///
    /// Throws for a table, chain or set that comes twice; a name that is too long or holds a blank; a jump to a chain, or a match on a set,
    /// that does not exist; a value that iptables(8), iptables-extensions(8) or ipset(8) would refuse.
    package func validate() throws(RulesetError) {
        var names: Set<Table.Name> = []
        for table in tables {
            guard names.insert(table.name).inserted else {
                throw RulesetError(object: "table \(table.name.rawValue)", cause: "comes twice", remedy: "join the two")
            }
            try table.validate()
        }
        var setNames: Set<String> = []
        for set in sets {
            guard setNames.insert(set.name).inserted else {
                throw RulesetError(object: "set \(set.name)", cause: "comes twice", remedy: "join the two")
            }
            try set.validate()
        }
        var nftNames: Set<String> = []
        for table in nftables {
            guard nftNames.insert(table.name).inserted else {
                throw RulesetError(object: "table \(table.name)", cause: "comes twice", remedy: "join the two")
            }
            try table.validate()
        }
        var servers: Set<VirtualServer> = []
        for server in virtualServers {
            guard servers.insert(VirtualServer(server.socket, transport: server.transport)).inserted else {
                throw RulesetError(
                    object: "virtual server \(server.socket.address):\(server.socket.port)",
                    cause: "comes twice",
                    remedy: "join the two"
                )
            }
        }
        for table in tables {
            for chain in table.chains {
                for name in chain.rules.lazy.flatMap(\.setNames) where !setNames.contains(name) {
                    throw RulesetError(
                        object: "set \(name), which chain \(chain.name) of table \(table.name.rawValue) names,",
                        cause: "does not exist",
                        remedy: "add the set, or leave the rule out"
                    )
                }
            }
        }
    }
}

extension Rule {
    /// The sets that the rule's matches name.
    package var setNames: [String] {
        matches.compactMap { match in
            guard case .set(let name, _) = match else { return nil }
            return name.value
        }
    }
}
