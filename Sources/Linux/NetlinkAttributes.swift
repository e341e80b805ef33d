/// Attributes of a netlink message, one behind the other: `struct nlattr` (linux/netlink.h), length and type, then the value.
///
/// Ends at what is no whole attribute. The values are parts of the message, and gone with it.
package struct NetlinkAttributes: Sequence, IteratorProtocol {
    /// The bits of a type that say how the value is to be read (NLA_F_NESTED, NLA_F_NET_BYTEORDER).
    private static let typeMask: UInt16 = 0x3fff
    private static let headerSize = 4

    private var rest: UnsafeRawBufferPointer

    package init(_ bytes: UnsafeRawBufferPointer) {
        rest = bytes
    }

    package mutating func next() -> (type: Int, value: UnsafeRawBufferPointer)? {
        guard rest.count >= NetlinkAttributes.headerSize else { return nil }
        let length = Int(rest.loadUnaligned(as: UInt16.self))
        guard length >= NetlinkAttributes.headerSize, length <= rest.count else { return nil }
        let type = rest.loadUnaligned(fromByteOffset: 2, as: UInt16.self) & NetlinkAttributes.typeMask
        let value = UnsafeRawBufferPointer(rebasing: rest[NetlinkAttributes.headerSize..<length])
        rest = UnsafeRawBufferPointer(rebasing: rest[Swift.min(length.roundedUpToFour, rest.count)...])
        return (Int(type), value)
    }

    /// An attribute that holds a text, as a request has it.
    package static func bytes(_ type: UInt16, _ text: String) -> [UInt8] {
        let value = Array(text.utf8) + [0]
        let length = headerSize + value.count
        return withUnsafeBytes(of: UInt16(length)) { Array($0) } + withUnsafeBytes(of: type) { Array($0) } + value
            + Array(repeating: 0, count: length.roundedUpToFour - length)
    }
}

extension UnsafeRawBufferPointer {
    /// The value as a number in network byte order; nil if it has another size.
    package func bigEndian<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
        count == MemoryLayout<Number>.size ? Number(bigEndian: loadUnaligned(as: Number.self)) : nil
    }

    /// The value as a text, up to the zero that ends it.
    package var text: String { String(decoding: prefix { $0 != 0 }, as: UTF8.self) }
}
