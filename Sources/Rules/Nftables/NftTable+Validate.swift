import Addressing

extension NftTable {
    /// The longest name of a table, chain or set: `NFT_NAME_MAXLEN` - 1 (linux/netfilter/nf_tables.h).
    package static let longestName = 255
    /// The longest comment: `NFTNL_UDATA_COMMENT_MAXLEN` (libnftnl udata.h).
    package static let longestComment = 128

    /// Checks what can be known without a kernel: names, jumps, sets, comments, and that sets can hold their elements.
    ///
    /// Throws for the first flaw, with the place of it.
    package func validate() throws(RulesetError) {
        try check(name, "table \(name)")
        try check(comment: comment, "table \(name)")
        let setNames = try distinct(sets.map(\.name), "set")
        let chainNames = try distinct(chains.map(\.name), "chain")
        let bases = Set(chains.filter { $0.base != nil }.map(\.name))
        for set in sets {
            let object = "set \(set.name) of table \(name)"
            if let flaw = set.flaw { throw error(object, flaw) }
            for chain in set.elements.lazy.compactMap(\.verdict?.chain) where !chainNames.contains(chain) {
                let cause = "sends packets to chain \(chain), which does not exist"
                throw error(object, Match.Flaw(cause, "add the chain"))
            }
            try check(comment: set.comment, object)
        }
        for chain in chains {
            try check(comment: chain.comment, "chain \(chain.name) of table \(name)")
            for (index, rule) in chain.rules.enumerated() {
                let place = "rule \(index + 1) of chain \(chain.name) of table \(name)"
                try check(comment: rule.comment, place)
                for statement in rule.statements {
                    let flaw = statement.flaw(of: family, chains: chainNames, bases: bases, sets: setNames)
                    if let flaw {
                        throw error(place, flaw)
                    }
                }
            }
        }
    }

    private func distinct(_ names: [String], _ kind: String) throws(RulesetError) -> Set<String> {
        var seen: Set<String> = []
        for name in names {
            let object = "\(kind) \(name) of table \(self.name)"
            guard seen.insert(name).inserted else { throw error(object, Match.Flaw("comes twice", "join the two")) }
            try check(name, object)
        }
        return seen
    }

    /// Names are what nft reads as one word (`string`, nftables src/scanner.l).
    private func check(_ name: String, _ object: String) throws(RulesetError) {
        let isWord = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
        guard let first = name.first, first.isASCII, first.isLetter, isWord, name.utf8.count <= NftTable.longestName
        else {
            throw error(
                object,
                Match.Flaw(
                    "has no usable name",
                    "a name begins with a letter, and has up to \(NftTable.longestName) letters, digits and /-_."
                )
            )
        }
    }

    private func check(comment: String?, _ object: String) throws(RulesetError) {
        guard let comment else { return }
        let isPrintable = comment.utf8.allSatisfy {
            $0 >= 0x20 && $0 != 0x7f && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        guard isPrintable, comment.utf8.count <= NftTable.longestComment else {
            throw error(
                object,
                Match.Flaw(
                    "has a comment of over \(NftTable.longestComment) bytes, or with quotes or control characters",
                    "shorten it, or leave them out"
                )
            )
        }
    }

    private func error(_ object: String, _ flaw: Match.Flaw) -> RulesetError {
        RulesetError(object: object, cause: flaw.cause, remedy: flaw.remedy)
    }
}

extension NftStatement {
    /// What nft or the kernel would refuse in the statement, in a table with these chains and sets.
    fileprivate func flaw(
        of family: NftTable.Family,
        chains: Set<String>,
        bases: Set<String>,
        sets: Set<String>
    ) -> Match.Flaw? {
        if let set = setName, !sets.contains(set) {
            return Match.Flaw("names set \(set), which does not exist", "add the set")
        }
        switch self {
        case .address(_, let operand) where (operand.value.family == .ipv4) != (family == .ip):
            return Match.Flaw("matches addresses of \(operand.value.family.title)", "leave the other family's out")
        case .verdict(let verdict):
            guard let chain = verdict.chain else { return nil }
            if !chains.contains(chain) {
                return Match.Flaw("jumps to chain \(chain), which does not exist", "add the chain")
            }
            if bases.contains(chain) {
                return Match.Flaw("jumps to the base chain \(chain)", "only other chains can be called")
            }
        case .destinationPort(.icmp, _), .destinationPort(.icmpv6, _):
            return Match.Flaw("matches ports of icmp", "name tcp, udp or sctp")
        case .connectionState(let states) where states.isEmpty:
            return Match.Flaw("names no connection state", "name one")
        case .dnat(let endpoints) where endpoints.isEmpty:
            return Match.Flaw("translates to none of no endpoints", "leave the rule out")
        default: break
        }
        return nil
    }
}
