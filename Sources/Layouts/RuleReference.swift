package import Rules

/// A rule's place in a ruleset: table, chain and position, as a kernel snapshot names them too.
package struct RuleReference: Hashable, Sendable {
    package var table: Table.Name
    package var chain: String
    /// 0 for the first rule of the chain.
    package var index: Int

    package init(table: Table.Name, chain: String, index: Int) {
        self.table = table
        self.chain = chain
        self.index = index
    }
}

extension RuleReference: CustomStringConvertible {
    package var description: String { "\(table.rawValue) \(chain) rule \(index + 1)" }
}

extension Ruleset {
    /// The rule that `reference` names, if there is one.
    package subscript(reference: RuleReference) -> Rule? {
        guard let chain = self[reference.table]?[reference.chain], chain.rules.indices.contains(reference.index)
        else { return nil }
        return chain.rules[reference.index]
    }
}
