import Addressing

extension Table {
    /// The longest name of a chain: `XT_EXTENSION_MAXNAMELEN` - 1 (linux/netfilter/x_tables.h).
    package static let longestChainName = 28

    /// Checks the table by itself; see `Ruleset.validate()`, which also knows the sets.
    package func validate() throws(RulesetError) {
        var names: Set<String> = []
        for chain in chains {
            guard names.insert(chain.name).inserted else { throw error(chain, "comes twice", "join the two") }
            guard chain.name.utf8.count <= Table.longestChainName, chain.name.isWord, !chain.name.hasPrefix("-") else {
                throw error(
                    chain,
                    "has no usable name",
                    "a name has 1 to \(Table.longestChainName) printable characters, no blank, and no '-' in front"
                )
            }
            guard !Table.targets.contains(chain.name) else {
                throw error(chain, "bears the name of a target", "give it another name")
            }
            guard name.builtInChains.contains(chain.name) == (chain.policy != nil) else {
                throw error(chain, "has a policy or lacks one", "built-in chains have a policy, the others none")
            }
        }
        let blocks = chains.lazy.flatMap(\.rules).flatMap { [$0.source, $0.destination] }
        let families = Set(blocks.compactMap { $0?.value.family })
        guard families.count <= 1 else {
            throw RulesetError(
                object: "table \(name.rawValue)",
                cause: "matches addresses of both families",
                remedy: "give each family a table of its own"
            )
        }
        for chain in chains {
            for (index, rule) in chain.rules.enumerated() {
                guard let flaw = flaw(of: rule, chains: names) else { continue }
                throw RulesetError(
                    object: "rule \(index + 1) of chain \(chain.name) of table \(name.rawValue)",
                    cause: flaw.cause,
                    remedy: flaw.remedy
                )
            }
        }
    }

    /// Names that `-j` takes for a target, never for a chain.
    private static let targets: Set<String> = [
        "ACCEPT", "DROP", "RETURN", "QUEUE", "REJECT", "DNAT", "MASQUERADE", "MARK", "NFLOG",
    ]

    private func flaw(of rule: Rule, chains: Set<String>) -> Match.Flaw? {
        switch rule.target {
        case .jump(let chain), .goto(let chain):
            if !chains.contains(chain) {
                return Match.Flaw("jumps to chain \(chain), which does not exist", "add the chain")
            }
            if name.builtInChains.contains(chain) {
                return Match.Flaw("jumps to the built-in chain \(chain)", "only user-defined chains can be called")
            }
        case .reject(let answer) where !answer.isWord:
            return Match.Flaw("rejects with '\(answer)'", "name one of the types of iptables-extensions(8)")
        default: break
        }
        for interface in [rule.inInterface, rule.outInterface].compactMap({ $0?.value })
        where !interface.isWord || interface.utf8.count > 15 {
            return Match.Flaw("names interface '\(interface)'", "a name has 1 to 15 characters and no blank")
        }
        return rule.matches.lazy.compactMap(\.flaw).first
    }

    private func error(_ chain: Chain, _ cause: String, _ remedy: String) -> RulesetError {
        RulesetError(object: "chain \(chain.name) of table \(name.rawValue)", cause: cause, remedy: remedy)
    }
}

extension String {
    /// Whether a restoring program reads the text as one word: printable ASCII without blanks and quotes, not empty.
    var isWord: Bool {
        !isEmpty && utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\"") }
    }
}
