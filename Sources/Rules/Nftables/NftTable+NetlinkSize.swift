extension NftTable {
    /// About how many bytes of netlink messages nft makes of the table, rather too many than too few.
    var netlinkSize: Int {
        sets.reduce(0) { $0 + $1.netlinkSize } + chains.reduce(0) { $0 + $1.netlinkSize }
    }
}

extension NftChain {
    fileprivate var netlinkSize: Int {
        300 + name.utf8.count + (comment?.utf8.count ?? 0) + rules.reduce(0) { $0 + $1.netlinkSize }
    }
}

extension NftRule {
    /// About the bytes of one rule: a statement is up to three expressions, each with a name and registers.
    var netlinkSize: Int {
        statements.reduce(100 + (comment?.utf8.count ?? 0)) { size, statement in
            switch statement {
            case .dnat(let endpoints): size + 300 + 150 * endpoints.count
            case .verdict(let verdict): size + 300 + (verdict.chain?.utf8.count ?? 0)
            default: size + 300
            }
        }
    }
}

extension NftSet {
    fileprivate var netlinkSize: Int {
        elements.reduce(400 + name.utf8.count) { $0 + $1.netlinkSize(inIntervals: holdsIntervals) }
    }
}

extension NftSet.Element {
    /// About the bytes of one element; an interval has one for its end too.
    func netlinkSize(inIntervals: Bool) -> Int {
        let map = verdict.map { 50 + ($0.chain?.utf8.count ?? 0) } ?? 0
        return 40 * key.count + (inIntervals ? 50 : 0) + (comment.map { 10 + $0.utf8.count } ?? 0) + map
    }
}
