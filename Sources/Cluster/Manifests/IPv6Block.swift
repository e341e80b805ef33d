import Addressing
import Foundation

/// A block of IPv6 addresses, read to see whether the API server would take it; the model has IPv4 only.
struct IPv6Block: Equatable {
    /// An address in two halves, in host byte order.
    struct Address: Equatable {
        var high: UInt64
        var low: UInt64

        /// Whether it stands for an IPv4 address (`::ffff:0:0/96`, RFC 4291 section 2.5.5.2).
        var isMappedIPv4: Bool { high == 0 && low >> 32 == 0xffff }
    }

    let high: UInt64
    let low: UInt64
    let prefixLength: Int

    /// The block of `prefixLength`, 0 to 128, that holds `address`; host bits are cleared.
    init(_ address: Address, prefixLength: Int) {
        // A shift by 64 or more gives 0.
        high = address.high & (UInt64.max << max(0, 64 - prefixLength))
        low = address.low & (UInt64.max << min(64, 128 - prefixLength))
        self.prefixLength = prefixLength
    }

    /// Whether every address of `other` is in this block.
    func contains(_ other: IPv6Block) -> Bool {
        let masked = IPv6Block(Address(high: other.high, low: other.low), prefixLength: prefixLength)
        return other.prefixLength >= prefixLength && masked.high == high && masked.low == low
    }

    /// Parses the text form of RFC 4291 section 2.2, with an IPv4 tail too; nil for anything else.
    static func address(_ text: Substring) -> Address? {
        let halves = text.components(separatedBy: "::")
        guard halves.count <= 2, let head = groups(halves[0], mayEndInIPv4: halves.count == 1) else { return nil }
        var all = head
        if halves.count == 2 {
            guard let tail = groups(halves[1], mayEndInIPv4: true) else { return nil }
            let missing = 8 - head.count - tail.count
            // The two colons stand for at least one group.
            guard missing >= 1 else { return nil }
            all += Array(repeating: 0, count: missing) + tail
        }
        guard all.count == 8 else { return nil }
        func half(_ groups: ArraySlice<UInt16>) -> UInt64 { groups.reduce(0) { $0 << 16 | UInt64($1) } }
        return Address(high: half(all[..<4]), low: half(all[4...]))
    }

    /// The groups of four hexadecimal digits of a text without `::`; none for an empty one.
    private static func groups(_ text: String, mayEndInIPv4: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (place, part) in parts.enumerated() {
            if mayEndInIPv4, place == parts.count - 1, let tail = IPv4Address(part) {
                groups += [UInt16(tail.value >> 16), UInt16(tail.value & 0xffff)]
                continue
            }
            guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit), let group = UInt16(part, radix: 16)
            else { return nil }
            groups.append(group)
        }
        return groups
    }
}
