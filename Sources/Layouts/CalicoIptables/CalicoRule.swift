import Rules

/// A rule before Felix has given it its hash.
struct CalicoRule {
    var matches: [CalicoMatch]
    /// Nil for a rule that only bears a comment.
    var action: CalicoAction?
    var comment: String?

    init(_ matches: CalicoMatch..., action: CalicoAction?, comment: String? = nil) {
        self.init(matches: matches, action: action, comment: comment)
    }

    init(matches: [CalicoMatch], action: CalicoAction?, comment: String? = nil) {
        self.matches = matches
        self.action = action
        self.comment = comment
    }

    /// What Felix hashes of the rule in `chain`.
    private func text(in chain: String) -> [UInt8] {
        let words =
            ["-A", chain, "HASH"] + (comment.map { ["-m comment --comment \"\($0)\""] } ?? [])
            + matches.map(\.text) + (action.map { [$0.text] } ?? [])
        return Array(words.joined(separator: " ").utf8)
    }

    /// The rules as iptables keeps them: each with a hash of itself, of those before it and of the chain as its first comment.
    ///
    /// By it Felix recognises its own rules (`Chain.RuleHashes`, iptables/rules.go).
    static func hashed(_ rules: [CalicoRule], in chain: String) -> [Rule] {
        var hash = Digest.sha224(Array(chain.utf8))
        return rules.map { rule in
            hash = Digest.sha224(hash + rule.text(in: chain))
            let identifier = CalicoName.base64(hash).prefix(16)
            var result = Rule(matches: [.comment("cali:\(identifier)")], target: rule.action?.target)
            if let comment = rule.comment { result.matches.append(.comment(comment)) }
            for match in rule.matches { match.add(to: &result) }
            return result
        }
    }
}

extension Chain {
    /// A chain of Felix's.
    init(calico name: String, _ rules: [CalicoRule]) {
        self.init(name: name, rules: CalicoRule.hashed(rules, in: name))
    }
}
