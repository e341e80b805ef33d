extension Ruleset {
    /// The ruleset with one more program's rules over it.
    ///
    /// What `-I CHAIN 1` does for a real program: the fragment's rules of a built-in chain go in front of those that are
    /// there, and keep their order among themselves; those of its last rules that are to be appended go behind. Its user-defined chains and its sets are added; policies and counters of the base's
    /// built-in chains stay. Every table of the result stands in the kernel's order.
    ///
    /// Tables of nftables are added whole, as each program has its own.
    ///
    /// Throws when both have a user-defined chain, a set or a table of nftables of the same name: two programs would fight
    /// over it.
    package func installing(_ fragment: Ruleset) throws(RulesetError) -> Ruleset {
        var result = self
        result.tables = tables.map { $0.inKernelOrder() }
        result.virtualServers += fragment.virtualServers
        for table in fragment.tables {
            if let index = result.tables.firstIndex(where: { $0.name == table.name }) {
                result.tables[index] = try result.tables[index].installing(table)
            } else {
                result.tables.append(table.inKernelOrder())
            }
        }
        let names = Set(sets.map(\.name))
        for set in fragment.sets {
            guard !names.contains(set.name) else { throw .twice("set \(set.name)") }
            result.sets.append(set)
        }
        for table in fragment.nftables {
            guard self[nftables: table.name] == nil else { throw .twice("table \(table.name)") }
            result.nftables.append(table)
        }
        return result
    }
}

extension Table {
    fileprivate func installing(_ fragment: Table) throws(RulesetError) -> Table {
        var result = self
        let positions = Dictionary(
            chains.indices.map { (chains[$0].name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for chain in fragment.chains {
            guard let position = positions[chain.name] else {
                result.chains.append(chain)
                continue
            }
            guard name.builtInChains.contains(chain.name) else {
                throw .twice("chain \(chain.name) of table \(name.rawValue)")
            }
            result.chains[position].rules.insert(contentsOf: chain.rules.dropLast(chain.appended), at: 0)
            result.chains[position].rules += chain.rules.suffix(chain.appended)
        }
        return result.inKernelOrder()
    }
}

extension RulesetError {
    fileprivate static func twice(_ object: String) -> RulesetError {
        RulesetError(
            object: object,
            cause: "is in both rulesets that are to be joined",
            remedy: "install programs together only if their names differ"
        )
    }
}
