import Rules

/// Processes as go-iptables and kube-router's ipset helper start them.
extension SyncStep {
    /// `iptables --version`, which go-iptables asks once for each handle that is made.
    static let iptablesVersion = SyncStep(.iptables, ["--version"])

    /// A command on the filter table that changes it, without a rule: `-N CHAIN`.
    static func filter(_ words: String...) -> SyncStep { filter(words, line: words.joined(separator: " ")) }

    /// A command on the filter table that changes it by a rule.
    static func filter(_ words: String..., rule: Rule) -> SyncStep {
        filter(words + rule.iptablesWords, line: (words + [rule.iptablesSpecification]).joined(separator: " "))
    }

    /// `-N` of a chain that is there, which says no.
    static func newChainAgain(_ chain: String) -> SyncStep { filter(["-N", chain], status: 1) }

    /// A listing of the filter table: `-S CHAIN`.
    static func list(_ words: String...) -> SyncStep { filter(["-S"] + words) }

    /// The question whether a rule is in a chain, `-C`.
    static func check(_ rule: Rule, in chain: String, isThere: Bool) -> SyncStep {
        filter(["-C", chain] + rule.iptablesWords, status: isThere ? 0 : 1)
    }

    private static func filter(_ words: [String], status: Int32 = 0, line: String? = nil) -> SyncStep {
        SyncStep(.iptables, ["-t", "filter"] + words + ["--wait"], status: status, line: line)
    }

    /// A command of `ipset` that changes a set that is there for the sync only.
    static func set(_ words: String...) -> SyncStep { set(words) }

    /// A command of `ipset` that changes a set; what is there already is no error.
    static func set(_ words: [String]) -> SyncStep {
        let arguments = ["create", "add"].contains(words[0]) ? [words[0], "-exist"] + words.dropFirst() : words
        return SyncStep(.ipset, arguments, line: words.joined(separator: " "))
    }

    /// A listing of a set, by which kube-router 0.2 asks whether it is there.
    static func listSet(_ name: String, isThere: Bool) -> SyncStep {
        SyncStep(.ipset, ["list", name], status: isThere ? 0 : 1)
    }

    static let saveSets = SyncStep(.ipset, ["save"])
}
