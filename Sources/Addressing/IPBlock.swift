/// A block of addresses of either family; it holds none of the other.
package enum IPBlock: Hashable, Sendable {
    case v4(IPv4CIDR)
    case v6(IPv6CIDR)

    package init(_ block: IPv4CIDR) {
        self = .v4(block)
    }

    package init(_ block: IPv6CIDR) {
        self = .v6(block)
    }

    /// The block that holds `address` alone.
    package init(_ address: IPAddress) {
        switch address {
        case .v4(let address): self = .v4(CIDR(address))
        case .v6(let address): self = .v6(CIDR(address))
        }
    }

    /// The block of `prefixLength` that holds `address`; host bits are cleared.
    ///
    /// - Parameter prefixLength: 0 to 32 or 128.
    package init(_ address: IPAddress, prefixLength: Int) {
        switch address {
        case .v4(let address): self = .v4(CIDR(address, prefixLength: prefixLength))
        case .v6(let address): self = .v6(CIDR(address, prefixLength: prefixLength))
        }
    }

    /// Parses a block of either family, or a bare address; host bits are cleared, nil for anything else.
    package init?(_ text: some StringProtocol) {
        if let block = IPv4CIDR(text) {
            self = .v4(block)
        } else if let block = IPv6CIDR(text) {
            self = .v6(block)
        } else {
            return nil
        }
    }

    package var family: IPFamily {
        switch self {
        case .v4: .ipv4
        case .v6: .ipv6
        }
    }

    /// The first address of the block.
    package var network: IPAddress {
        switch self {
        case .v4(let block): .v4(block.network)
        case .v6(let block): .v6(block.network)
        }
    }

    /// The last address of the block.
    package var last: IPAddress {
        switch self {
        case .v4(let block): .v4(block.last)
        case .v6(let block): .v6(block.last)
        }
    }

    package var prefixLength: Int {
        switch self {
        case .v4(let block): block.prefixLength
        case .v6(let block): block.prefixLength
        }
    }

    /// Whether the block holds one address alone.
    package var isSingle: Bool {
        switch self {
        case .v4(let block): block.isSingle
        case .v6(let block): block.isSingle
        }
    }

    package func contains(_ address: IPAddress) -> Bool {
        switch (self, address) {
        case (.v4(let block), .v4(let address)): block.contains(address)
        case (.v6(let block), .v6(let address)): block.contains(address)
        case (.v4, .v6), (.v6, .v4): false
        }
    }

    /// Whether every address of `other` is in this block.
    package func contains(_ other: IPBlock) -> Bool {
        other.prefixLength >= prefixLength && contains(other.network)
    }
}

extension IPBlock: CustomStringConvertible {
    package var description: String {
        switch self {
        case .v4(let block): block.description
        case .v6(let block): block.description
        }
    }
}
