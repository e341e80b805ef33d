/// An IPv4 address.
///
/// Ordered and hashed by its numeric value; prints and parses as a dotted quad.
package struct IPv4Address: AddressNumber {
    /// The address in host byte order: `10.0.0.1` is `0x0A00_0001`.
    package var value: UInt32

    package init(value: UInt32) {
        self.value = value
    }

    package init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) {
        self.value = UInt32(a) << 24 | UInt32(b) << 16 | UInt32(c) << 8 | UInt32(d)
    }

    /// Parses a dotted quad of four decimal numbers without leading zeros; nil for anything else.
    package init?(_ text: some StringProtocol) {
        var value: UInt32 = 0
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        for part in parts {
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
                part.utf8.count == 1 || part.utf8.first != 48, let byte = UInt8(part)
            else { return nil }
            value = value << 8 | UInt32(byte)
        }
        self.value = value
    }
}

// An operator for each family: one for all of them costs the compiler many times as long wherever addresses are added up.
extension IPv4Address {
    /// The address `offset` places further on; wraps at the end of the address space.
    package static func + (address: IPv4Address, offset: UInt32) -> IPv4Address {
        IPv4Address(value: address.value &+ offset)
    }
}

extension IPv4Address: CustomStringConvertible {
    package var description: String {
        "\(value >> 24).\(value >> 16 & 0xff).\(value >> 8 & 0xff).\(value & 0xff)"
    }
}
