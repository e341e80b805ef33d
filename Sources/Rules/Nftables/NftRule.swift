/// One nftables rule: statements that are worked through from left to right until one does not match.
package struct NftRule: Hashable, Sendable {
    package var statements: [NftStatement]
    package var comment: String?

    package init(_ statements: NftStatement..., comment: String? = nil) {
        self.init(statements: statements, comment: comment)
    }

    package init(statements: [NftStatement], comment: String? = nil) {
        self.statements = statements
        self.comment = comment
    }

    /// What the rule's first counter shows; nil for a rule that does not count.
    package var counters: Counters? {
        for case .counter(let counters) in statements { return counters }
        return nil
    }
}
