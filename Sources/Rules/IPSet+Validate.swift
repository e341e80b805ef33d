import Addressing

extension IPSet {
    /// The longest name of a set: `IPSET_MAXNAMELEN` - 1 (linux/netfilter/ipset/ip_set.h).
    package static let longestName = 31

    /// Checks the set by itself: its name, its sizes, and that it can hold its entries.
    package func validate() throws(RulesetError) {
        guard name.isWord, name.utf8.count <= IPSet.longestName else {
            throw error("has no usable name", "a name has 1 to \(IPSet.longestName) characters and no blank")
        }
        guard (1...Int(UInt32.max)).contains(hashSize), (1...Int(UInt32.max)).contains(maxEntries) else {
            throw error("has a size that is not positive", "give hashsize and maxelem from 1")
        }
        guard entries.count <= maxEntries else {
            throw error("has \(entries.count) entries and room for \(maxEntries)", "raise maxelem")
        }
        for timeout in entries.lazy.compactMap(\.timeout) + [timeout].compactMap(\.self) where timeout < 0 {
            throw error("has the timeout \(timeout)", "give seconds from 0")
        }
        for entry in entries {
            guard entry.block.family == family else {
                throw error(
                    "holds \(entry.block)",
                    "its family is \(family.title): leave the other family's blocks out"
                )
            }
            switch kind {
            case .hashIP where !entry.block.isSingle || entry.isException:
                throw error("holds \(entry.block)", "a hash:ip set holds single addresses without exceptions")
            case .hashIPPort where !entry.block.isSingle || entry.isException || entry.port == nil:
                throw error("holds \(entry.block)", "a hash:ip,port set holds single addresses, each with a port")
            case .hashIPPortIP
            where !entry.block.isSingle || entry.isException || entry.port == nil || entry.peer == nil:
                throw error(
                    "holds \(entry.block)",
                    "a hash:ip,port,ip set holds single addresses, each with a port and another address"
                )
            case .hashIPPortNet, .bitmapPort:
                throw error("holds \(entry.block)", "npbench knows \(kind.rawValue) sets as empty ones only")
            case .hashIPPort where entry.peer != nil, .hashIP where entry.peer != nil, .hashNet where entry.peer != nil:
                throw error("holds \(entry.block) with another address", "only a hash:ip,port,ip set holds pairs")
            case .hashIP where entry.port != nil, .hashNet where entry.port != nil:
                throw error("holds \(entry.block) with a port", "only sets of addresses and ports hold ports")
            case .hashNet where entry.block.prefixLength == 0:
                throw error("holds \(entry.block)", "a hash:net set takes it as its two halves only")
            default: break
            }
        }
    }

    private func error(_ cause: String, _ remedy: String) -> RulesetError {
        RulesetError(object: "set \(name)", cause: cause, remedy: remedy)
    }
}
