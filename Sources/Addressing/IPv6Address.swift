/// An IPv6 address.
///
/// Ordered and hashed by its numeric value; parses the forms of RFC 4291 section 2.2 and prints that of RFC 5952.
package struct IPv6Address: AddressNumber {
    /// The address in host byte order: `::1` is 1.
    package var value: UInt128

    package init(value: UInt128) {
        self.value = value
    }

    /// Parses eight groups of hexadecimal digits, of which `::` may stand for a run of zeros and a dotted quad for the last two.
    ///
    /// Nil for anything else, a zone (`%eth0`) too.
    package init?(_ text: some StringProtocol) {
        let halves = Self.halves(of: text)
        guard let head = Self.groups(halves.head, mayEndInIPv4: halves.tail == nil) else { return nil }
        var groups = head
        if let tail = halves.tail {
            guard let tail = Self.groups(tail, mayEndInIPv4: true) else { return nil }
            // The two colons stand for at least one group.
            guard head.count + tail.count < 8 else { return nil }
            groups += Array(repeating: 0, count: 8 - head.count - tail.count) + tail
        }
        guard groups.count == 8 else { return nil }
        value = groups.reduce(0) { $0 << 16 | UInt128($1) }
    }

    /// Whether it stands for an IPv4 address (`::ffff:0:0/96`, RFC 4291 section 2.5.5.2).
    package var isMappedIPv4: Bool { value >> 32 == 0xffff }

    /// What is before and behind the first `::`; no tail without one.
    private static func halves<Text: StringProtocol>(
        of text: Text
    ) -> (head: Text.SubSequence, tail: Text.SubSequence?) {
        var previous: Text.Index?
        for index in text.indices {
            if let previous, text[previous] == ":", text[index] == ":" {
                return (text[..<previous], text[text.index(after: index)...])
            }
            previous = index
        }
        return (text[...], nil)
    }

    /// The groups of a text without `::`; none for an empty one.
    private static func groups(_ text: some StringProtocol, mayEndInIPv4: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (place, part) in parts.enumerated() {
            if mayEndInIPv4, place == parts.count - 1, let tail = IPv4Address(part) {
                groups += [UInt16(tail.value >> 16), UInt16(tail.value & 0xffff)]
                continue
            }
            guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(Self.isHexDigit),
                let group = UInt16(part, radix: 16)
            else { return nil }
            groups.append(group)
        }
        return groups
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}

// An operator for each family: one for all of them costs the compiler many times as long wherever addresses are added up.
extension IPv6Address {
    /// The address `offset` places further on; wraps at the end of the address space.
    package static func + (address: IPv6Address, offset: UInt32) -> IPv6Address {
        IPv6Address(value: address.value &+ UInt128(offset))
    }
}

extension IPv6Address: CustomStringConvertible {
    /// Lower case, without leading zeros, the first of the longest runs of two zero groups or more as `::`; the dotted quad of
    /// an address that stands for an IPv4 one (RFC 5952 sections 4 and 5).
    package var description: String {
        if isMappedIPv4 { return "::ffff:\(IPv4Address(value: UInt32(truncatingIfNeeded: value)))" }
        let groups = (0..<8).map { UInt16(truncatingIfNeeded: value >> (112 - 16 * $0)) }
        var longest = 0..<0
        var start = 0
        for place in 0...8 where place == 8 || groups[place] != 0 {
            if place - start > max(longest.count, 1) { longest = start..<place }
            start = place + 1
        }
        func text(_ groups: ArraySlice<UInt16>) -> String {
            groups.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard !longest.isEmpty else { return text(groups[...]) }
        return "\(text(groups[..<longest.lowerBound]))::\(text(groups[longest.upperBound...]))"
    }
}
