import Addressing
import Rules

extension NftSet {
    /// A set of pods of a family as kube-router writes it, each address once.
    static func netpol(_ name: String, _ family: IPFamily, of addresses: [IPAddress]) -> NftSet {
        NftSet(
            name: name,
            key: [.addresses(of: family)],
            comment: "netpol set",
            elements: elements(addresses.map { IPBlock($0) })
        )
    }

    /// A set of address blocks of a family as kube-router writes it, each block once.
    static func netpol(_ name: String, _ family: IPFamily, of blocks: [IPBlock], comment: String) -> NftSet {
        NftSet(
            name: name,
            key: [.addresses(of: family)],
            holdsIntervals: true,
            comment: comment,
            elements: elements(blocks)
        )
    }

    private static func elements(_ blocks: [IPBlock]) -> [Element] {
        var seen: Set<IPBlock> = []
        return blocks.filter { seen.insert($0).inserted }.map { Element([.address($0)]) }
    }
}

extension NftSet.KeyType {
    /// The type of a family's addresses.
    static func addresses(of family: IPFamily) -> NftSet.KeyType {
        switch family {
        case .ipv4: .address
        case .ipv6: .address6
        }
    }
}
