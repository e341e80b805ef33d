/// Commands about one table for one run of `nft -f -`, which the kernel takes whole or not at all.
package struct NftTransaction {
    private let table: String
    private var text = TextBuffer()
    /// About how many bytes of netlink messages it comes to; without rights on the machine `NftReplacement.largestBatch` is the most.
    package private(set) var netlinkSize = 0

    /// A transaction without commands, on a table that exists.
    package init(on table: NftTable) {
        self.table = "\(table.family.rawValue) \(table.name)"
    }

    /// What `nft -f -` reads.
    package var bytes: [UInt8] { text.bytes }

    /// Makes a chain that packets only jump to, or empties it, and writes its rules.
    package mutating func add(_ chain: NftChain) {
        command("add chain", chain.name)
        refill(chain)
    }

    /// Replaces the rules of a chain that exists.
    package mutating func refill(_ chain: NftChain) {
        flush(chain: chain.name)
        for rule in chain.rules {
            netlinkSize += rule.netlinkSize
            text.write("add rule \(table) \(chain.name) ")
            text.write(rule)
            text.write("\n")
        }
    }

    /// Replaces the elements of a set that exists.
    package mutating func refill(_ set: NftSet) {
        command("flush set", set.name)
        guard !set.elements.isEmpty else { return }
        netlinkSize += set.elements.reduce(0) { $0 + $1.netlinkSize(inIntervals: set.holdsIntervals) }
        text.write("add element \(table) \(set.name) { ")
        text.write(set.elements, separator: ", ") { $0.write($1) }
        text.write(" }\n")
    }

    package mutating func flush(chain name: String) { command("flush chain", name) }

    /// Removes a chain; nothing may jump to it any more.
    package mutating func delete(chain name: String) { command("delete chain", name) }

    private mutating func command(_ words: String, _ name: String) {
        netlinkSize += 200 + name.utf8.count
        text.write("\(words) \(table) \(name)\n")
    }
}
