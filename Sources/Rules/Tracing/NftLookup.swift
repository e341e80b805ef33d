import Addressing

/// A set or map of nftables made ready for look-ups.
struct NftLookup: Sendable {
    /// By the lengths of the blocks in the keys, as no two intervals of a set share an address.
    private let outcomes: [[Int]: [[NftSet.Value]: RuleOutcome]]

    init(_ set: NftSet) {
        var outcomes: [[Int]: [[NftSet.Value]: RuleOutcome]] = [:]
        for element in set.elements {
            let lengths = element.key.map(\.prefixLength)
            outcomes[lengths, default: [:]][element.key] = element.verdict.map { RuleOutcome($0) } ?? .next
        }
        self.outcomes = outcomes
    }

    /// What a map gives for a key of single addresses, `.next` if a set has it, nil if nothing is there.
    subscript(key: [NftSet.Value]) -> RuleOutcome? {
        for (lengths, outcomes) in outcomes {
            if let outcome = outcomes[zip(key, lengths).map { $0.cut(to: $1) }] { return outcome }
        }
        return nil
    }
}

extension NftSet.Value {
    /// The length of a block; that of an address for what has none.
    fileprivate var prefixLength: Int {
        if case .address(let block) = self { block.prefixLength } else { 32 }
    }

    /// The block of that length which holds the address.
    fileprivate func cut(to length: Int) -> NftSet.Value {
        guard case .address(let block) = self else { return self }
        return .address(IPBlock(block.network, prefixLength: length))
    }
}
