import Addressing
import Rules

extension NftSet {
    /// A set of pods as kube-router writes it, each address once.
    static func netpol(_ name: String, of addresses: [IPv4Address]) -> NftSet {
        NftSet(name: name, key: [.address], comment: "netpol set", elements: elements(addresses.map { IPv4CIDR($0) }))
    }

    /// A set of address blocks as kube-router writes it, each block once.
    static func netpol(_ name: String, of blocks: [IPv4CIDR], comment: String) -> NftSet {
        NftSet(name: name, key: [.address], holdsIntervals: true, comment: comment, elements: elements(blocks))
    }

    private static func elements(_ blocks: [IPv4CIDR]) -> [Element] {
        var seen: Set<IPv4CIDR> = []
        return blocks.filter { seen.insert($0).inserted }.map { Element([.address($0)]) }
    }
}
