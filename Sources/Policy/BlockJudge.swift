package import Addressing

/// The ipBlocks of one rule made ready for many questions, in the way of one dialect.
struct BlockJudge: Sendable {
    private enum Reading { case eachAlone, longestPrefix, exceptsFirst }

    /// What a block and its excepts are in sets.
    private let blocks: [(parts: [IPBlock], excepts: [IPBlock])]
    private let reading: Reading

    init(_ blocks: [ResolvedRule.Block], dialect: PolicyDialect) {
        let halvesIPv6 = dialect.deviations.contains(.everyIPv6InTwoBlocks)
        func parts(_ block: IPBlock) -> [IPBlock] {
            block.family == .ipv4 || halvesIPv6 ? block.setEntries : [block]
        }
        self.blocks = blocks.map { (parts($0.block), $0.except.flatMap(parts)) }
        if dialect.deviations.contains(.blocksShareASet) {
            reading = .longestPrefix
        } else {
            reading = dialect.deviations.contains(.exceptsShareASet) ? .exceptsFirst : .eachAlone
        }
    }

    func contains(_ address: IPAddress) -> Bool {
        func isIn(_ blocks: [IPBlock]) -> Bool { blocks.contains { $0.contains(address) } }
        switch reading {
        case .eachAlone: return blocks.contains { isIn($0.parts) && !isIn($0.excepts) }
        case .exceptsFirst: return !blocks.contains { isIn($0.excepts) } && blocks.contains { isIn($0.parts) }
        case .longestPrefix:
            var decisive: (length: Int, isException: Bool)?
            // The order in which they enter a set, of equal ones the last decides: the set keeps the flag that was added last.
            for block in blocks {
                for (entries, isException) in [(block.parts, false), (block.excepts, true)] {
                    for entry in entries where entry.contains(address) && entry.prefixLength >= decisive?.length ?? 0 {
                        decisive = (entry.prefixLength, isException)
                    }
                }
            }
            return decisive.map { !$0.isException } ?? false
        }
    }
}

extension IPBlock {
    /// The block as kube-router puts it into a set, which has no prefix of length 0.
    ///
    /// All of IPv4 is its two halves; all of IPv6 is 2000::/3 and fd00::/8, what is global or chosen locally
    /// (`evalIPBlockPeer`, kube-router pkg/controllers/netpol/policy.go).
    package var setEntries: [IPBlock] {
        guard prefixLength == 0 else { return [self] }
        switch self {
        case .v4: return [0, 128].map { .v4(CIDR(IPv4Address($0, 0, 0, 0), prefixLength: 1)) }
        case .v6:
            let parts: [(head: UInt128, length: Int)] = [(0x2000, 3), (0xfd00, 8)]
            return parts.map { .v6(CIDR(IPv6Address(value: $0.head << 112), prefixLength: $0.length)) }
        }
    }
}
