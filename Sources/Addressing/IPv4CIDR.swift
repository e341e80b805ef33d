/// A block of IPv4 addresses in CIDR notation (RFC 4632).
///
/// The host bits of `network` are always zero.
package struct IPv4CIDR: Hashable, Sendable {
    /// The first address of the block.
    package let network: IPv4Address
    /// The number of leading bits that every address of the block shares: 0 to 32.
    package let prefixLength: Int

    /// The block of `prefixLength` (0 to 32) that holds `address`; host bits are cleared.
    package init(_ address: IPv4Address, prefixLength: Int) {
        precondition((0...32).contains(prefixLength), "an IPv4 prefix has 0 to 32 bits")
        self.prefixLength = prefixLength
        self.network = IPv4Address(value: address.value & IPv4CIDR.mask(prefixLength))
    }

    /// The block that holds `address` alone, a /32.
    package init(_ address: IPv4Address) {
        self.init(address, prefixLength: 32)
    }

    /// Parses `a.b.c.d/n`, or a bare address as a /32.
    ///
    /// Host bits are cleared; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPv4Address(first) else { return nil }
        guard parts.count == 2 else {
            self.init(address)
            return
        }
        guard parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let length = Int(parts[1]),
            (0...32).contains(length), parts[1].utf8.count <= 2
        else { return nil }
        self.init(address, prefixLength: length)
    }

    /// How many addresses the block holds: 1 to 2^32.
    package var count: UInt64 { 1 << UInt64(32 - prefixLength) }

    /// The last address of the block.
    package var last: IPv4Address {
        IPv4Address(value: network.value | ~IPv4CIDR.mask(prefixLength))
    }

    package func contains(_ address: IPv4Address) -> Bool {
        address.value & IPv4CIDR.mask(prefixLength) == network.value
    }

    /// Whether every address of `other` is in this block.
    package func contains(_ other: IPv4CIDR) -> Bool {
        other.prefixLength >= prefixLength && contains(other.network)
    }

    private static func mask(_ length: Int) -> UInt32 {
        length == 0 ? 0 : ~0 << UInt32(32 - length)
    }
}

extension IPv4CIDR: CustomStringConvertible {
    package var description: String { "\(network)/\(prefixLength)" }
}
