/// A rule's place in a ruleset: table, chain and position, as a kernel snapshot names them too.
package struct RuleReference: Hashable, Sendable {
    /// Which of a ruleset's tables the rule is in.
    package enum Place: Hashable, Sendable {
        case iptables(Table.Name)
        /// The table of nftables called so.
        case nftables(String)

        /// The table's name, of either kind.
        package var name: String {
            switch self {
            case .iptables(let name): name.rawValue
            case .nftables(let name): name
            }
        }
    }

    package var table: Place
    package var chain: String
    /// 0 for the first rule of the chain.
    package var index: Int

    package init(_ table: Place, chain: String, index: Int) {
        self.table = table
        self.chain = chain
        self.index = index
    }

    package init(table: Table.Name, chain: String, index: Int) {
        self.init(.iptables(table), chain: chain, index: index)
    }

    package init(nftables table: String, chain: String, index: Int) {
        self.init(.nftables(table), chain: chain, index: index)
    }
}

extension RuleReference: CustomStringConvertible {
    package var description: String { "\(table.name) \(chain) rule \(index + 1)" }
}

extension Ruleset {
    /// The rule of iptables that `reference` names, if there is one.
    package subscript(reference: RuleReference) -> Rule? {
        guard case .iptables(let table) = reference.table, let chain = self[table]?[reference.chain],
            chain.rules.indices.contains(reference.index)
        else { return nil }
        return chain.rules[reference.index]
    }

    /// The rule that `reference` names as its program lists it, with its chain; nil if there is none.
    package func text(of reference: RuleReference) -> String? {
        self[reference]?.iptablesText(in: reference.chain) ?? self[nftables: reference]?.nftText(in: reference.chain)
    }

    /// The rule of nftables that `reference` names, if there is one.
    package subscript(nftables reference: RuleReference) -> NftRule? {
        guard case .nftables(let table) = reference.table, let chain = self[nftables: table]?[reference.chain],
            chain.rules.indices.contains(reference.index)
        else { return nil }
        return chain.rules[reference.index]
    }
}
