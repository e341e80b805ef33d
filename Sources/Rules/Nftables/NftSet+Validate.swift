import Addressing

extension NftSet {
    /// Why the set cannot hold its elements, if so.
    var flaw: Match.Flaw? {
        guard !key.isEmpty else { return Match.Flaw("has no key", "name the type of its keys") }
        for element in elements {
            guard element.key.map(\.type) == key else {
                return Match.Flaw("has an element that does not fit its key", "give a value for each field of the key")
            }
            guard (element.verdict != nil) == isVerdictMap else {
                return Match.Flaw(
                    isVerdictMap ? "maps an element to nothing" : "maps an element and is no map",
                    "give every element of a map a verdict, and none of a set"
                )
            }
            for case .address(let block) in element.key where !block.isSingle && !holdsIntervals {
                return Match.Flaw("holds the block \(block) and no intervals", "let it hold intervals")
            }
        }
        return holdsIntervals ? overlap : nil
    }

    /// nft refuses two intervals that share an address, unless they are the same one twice.
    private var overlap: Match.Flaw? {
        let blocks = Set(
            elements.compactMap { element -> IPBlock? in
                guard case .address(let block) = element.key.first else { return nil }
                return block
            }
        ).sorted { ($0.network, $0.prefixLength) < ($1.network, $1.prefixLength) }
        for (block, next) in zip(blocks, blocks.dropFirst()) where block.contains(next) {
            return Match.Flaw("holds \(block) and \(next), which overlap", "leave the smaller one out")
        }
        return nil
    }
}
