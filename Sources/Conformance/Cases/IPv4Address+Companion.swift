package import Addressing

extension IPv4Address {
    /// The IPv6 address of whoever has this one, where both families are tried: fd00:244::/96 and these bits.
    package var companion: IPv6Address { IPv6Address(value: 0xfd00_0244 << 96 | UInt128(value)) }

    /// This address, or its companion.
    package func member(of family: IPFamily) -> IPAddress {
        switch family {
        case .ipv4: .v4(self)
        case .ipv6: .v6(companion)
        }
    }
}

extension IPv4CIDR {
    /// The block that holds the companions of the block's addresses; all of IPv6 for all of IPv4.
    package var companion: IPv6CIDR {
        IPv6CIDR(network.companion, prefixLength: prefixLength == 0 ? 0 : 96 + prefixLength)
    }
}

extension IPBlock {
    /// The companion of an IPv4 block; an IPv6 one as it is.
    var companion: IPBlock {
        switch self {
        case .v4(let block): .v6(block.companion)
        case .v6: self
        }
    }
}
