package import Addressing

/// The ipBlocks of one rule made ready for many questions, in the way of one dialect.
struct BlockJudge: Sendable {
    private enum Reading { case eachAlone, longestPrefix, exceptsFirst }

    private let blocks: [ResolvedRule.Block]
    private let reading: Reading
    /// What `longestPrefix` looks at: the blocks and excepts in the order in which they enter a set, a /0 in halves.
    private let entries: [(block: IPv4CIDR, isException: Bool)]

    init(_ blocks: [ResolvedRule.Block], dialect: PolicyDialect) {
        self.blocks = blocks
        if dialect.deviations.contains(.blocksShareASet) {
            reading = .longestPrefix
        } else {
            reading = dialect.deviations.contains(.exceptsShareASet) ? .exceptsFirst : .eachAlone
        }
        entries = blocks.flatMap { block in
            block.block.setEntries.map { ($0, false) } + block.except.flatMap(\.setEntries).map { ($0, true) }
        }
    }

    func contains(_ address: IPv4Address) -> Bool {
        switch reading {
        case .eachAlone:
            return blocks.contains { $0.block.contains(address) && !$0.excepts(address) }
        case .exceptsFirst:
            return !blocks.contains { $0.excepts(address) } && blocks.contains { $0.block.contains(address) }
        case .longestPrefix:
            var decisive: (block: IPv4CIDR, isException: Bool)?
            // Of equal ones the last decides, as a set keeps the flag that was added last.
            for entry in entries where entry.block.contains(address) {
                if entry.block.prefixLength >= decisive?.block.prefixLength ?? 0 { decisive = entry }
            }
            return decisive.map { !$0.isException } ?? false
        }
    }
}

extension ResolvedRule.Block {
    fileprivate func excepts(_ address: IPv4Address) -> Bool {
        except.contains { $0.contains(address) }
    }
}

extension IPv4CIDR {
    /// The block as a `hash:net` set takes it, which has no prefix of length 0: everything is two halves.
    package var setEntries: [IPv4CIDR] {
        guard prefixLength == 0 else { return [self] }
        return [0, 128].map { IPv4CIDR(IPv4Address($0, 0, 0, 0), prefixLength: 1) }
    }
}
