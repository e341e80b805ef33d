import Addressing

extension LineReader {
    /// Takes the next word, which must be `word`.
    mutating func require(_ word: String) throws(RuleParseError) {
        guard take(word) else { throw error(peek ?? word, "'\(word)' is expected here", "give what nft lists") }
    }

    /// Throws if the line goes on.
    func end() throws(RuleParseError) {
        var line = self
        if let word = line.next() { throw error(word, "nothing may follow here", "remove it") }
    }

    /// An error at a word that npbench does not know where it stands.
    func unknown(_ word: String, in place: String) -> RuleParseError {
        error(
            word,
            "npbench does not know this part of \(place)",
            "remove it, or write it as kube-proxy and kube-router do"
        )
    }

    /// Reads `KEY [comment "TEXT"] [: VERDICT]`; tells whether it is the last element, behind which no comma stands.
    mutating func element(of set: NftSet) throws(RuleParseError) -> (NftSet.Element, isLast: Bool) {
        var element = NftSet.Element([])
        var isLast = true
        for (index, type) in set.key.enumerated() {
            if index > 0 { try require(".") }
            let (word, hasComma) = try item(of: set.name)
            element.key.append(try value(word, type))
            isLast = !hasComma
        }
        if set.isVerdictMap {
            if take("comment") { element.comment = try value(of: "comment") }
            try require(":")
            let kind = try value(of: ":")
            let (chain, hasComma) = try item(of: kind)
            switch kind {
            case "goto": element.verdict = .goto(chain)
            case "jump": element.verdict = .jump(chain)
            default: throw unknown(kind, in: "a map's element")
            }
            isLast = !hasComma
        }
        return (element, isLast)
    }

    /// The next word without the comma behind it, and whether there was one.
    private mutating func item(of option: String) throws(RuleParseError) -> (word: String, hasComma: Bool) {
        let word = try value(of: option)
        return word.hasSuffix(",") ? (String(word.dropLast()), true) : (word, false)
    }

    private func value(_ word: String, _ type: NftSet.KeyType) throws(RuleParseError) -> NftSet.Value {
        let value: NftSet.Value? =
            switch type {
            case .address: IPv4CIDR(word).map { .address(.v4($0)) }
            case .address6: IPv6CIDR(word).map { .address(.v6($0)) }
            case .transport: Transport(rawValue: word).map { .transport($0) }
            case .port: UInt16(digits: word).map { .port($0) }
            }
        guard let value else { throw error(word, "it is no \(type.rawValue)", "give a value of the set's type") }
        return value
    }

    /// Reads `type KIND hook HOOK priority PRIORITY; policy POLICY;`.
    mutating func base() throws(RuleParseError) -> NftChain.Base {
        try require("type")
        let kindWord = try value(of: "type")
        try require("hook")
        let hookWord = try value(of: "hook")
        try require("priority")
        var priorityText = try value(of: "priority")
        while !priorityText.hasSuffix(";") {
            let word = try value(of: "priority")
            priorityText += " \(word)"
        }
        try require("policy")
        let policyWord = try value(of: "policy")
        try end()
        guard let kind = NftChain.Base.Kind(rawValue: kindWord) else { throw unknown(kindWord, in: "a base chain") }
        guard let hook = NftChain.Base.Hook(rawValue: hookWord) else { throw unknown(hookWord, in: "a base chain") }
        guard let policy = ["accept;": Chain.Policy.accept, "drop;": .drop][policyWord] else {
            throw error(policyWord, "it is no policy", "the policies are accept and drop")
        }
        guard let priority = NftChain.Base.priority(priorityText.dropLast()) else {
            throw error(priorityText, "it is no priority", "give a number, or filter, dstnat or srcnat")
        }
        return NftChain.Base(kind: kind, hook: hook, priority: priority, policy: policy)
    }
}

extension NftChain.Base {
    /// Reads a number, or a name with an optional offset: `dstnat - 10`.
    fileprivate static func priority(_ text: Substring) -> Int? {
        if let number = Int(text) { return number }
        let words = text.split(separator: " ")
        guard let name = words.first, let named = ["filter": 0, "dstnat": -100, "srcnat": 100][name] else { return nil }
        guard words.count > 1 else { return named }
        guard words.count == 3, let offset = UInt16(digits: words[2]) else { return nil }
        switch words[1] {
        case "+": return named + Int(offset)
        case "-": return named - Int(offset)
        default: return nil
        }
    }
}
