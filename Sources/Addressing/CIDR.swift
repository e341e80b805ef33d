/// A block of addresses of one family in CIDR notation (RFC 4632, RFC 4291 section 2.3).
///
/// The host bits of `network` are always zero.
package struct CIDR<Address: AddressNumber>: Hashable, Sendable {
    /// The first address of the block.
    package let network: Address
    /// The number of leading bits that every address of the block shares: 0 to the address's width.
    package let prefixLength: Int

    /// The block of `prefixLength` (0 to the address's width) that holds `address`; host bits are cleared.
    package init(_ address: Address, prefixLength: Int) {
        let width = Address.Value.bitWidth
        precondition((0...width).contains(prefixLength), "a prefix has 0 to \(width) bits")
        self.prefixLength = prefixLength
        self.network = Address(value: address.value & Self.mask(prefixLength))
    }

    /// The block that holds `address` alone.
    package init(_ address: Address) {
        self.init(address, prefixLength: Address.Value.bitWidth)
    }

    /// Parses an address and its prefix length, `a.b.c.d/n` or `x:x::/n`, or a bare address as a block of its own.
    ///
    /// Host bits are cleared; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = Address(first) else { return nil }
        guard parts.count == 2 else {
            self.init(address)
            return
        }
        let width = Address.Value.bitWidth
        guard parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let length = Int(parts[1]),
            (0...width).contains(length), parts[1].utf8.count <= "\(width)".utf8.count
        else { return nil }
        self.init(address, prefixLength: length)
    }

    /// Whether the block holds one address alone.
    package var isSingle: Bool { prefixLength == Address.Value.bitWidth }

    /// The last address of the block.
    package var last: Address {
        Address(value: network.value | ~Self.mask(prefixLength))
    }

    package func contains(_ address: Address) -> Bool {
        address.value & Self.mask(prefixLength) == network.value
    }

    /// Whether every address of `other` is in this block.
    package func contains(_ other: CIDR) -> Bool {
        other.prefixLength >= prefixLength && contains(other.network)
    }

    private static func mask(_ length: Int) -> Address.Value {
        // A shift by the whole width gives 0.
        Address.Value.max << (Address.Value.bitWidth - length)
    }
}

/// A block of IPv4 addresses.
package typealias IPv4CIDR = CIDR<IPv4Address>

/// A block of IPv6 addresses.
package typealias IPv6CIDR = CIDR<IPv6Address>

extension IPv4CIDR {
    /// How many addresses the block holds: 1 to 2^32.
    package var count: UInt64 { 1 << UInt64(32 - prefixLength) }
}

extension CIDR: CustomStringConvertible {
    package var description: String { "\(network)/\(prefixLength)" }
}
