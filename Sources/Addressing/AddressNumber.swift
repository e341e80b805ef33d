/// An address of one family, which is a number of so many bits.
///
/// What blocks and look-ups need to know, so that they are written once for both families.
package protocol AddressNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// As wide as the family's addresses.
    associatedtype Value: FixedWidthInteger & UnsignedInteger & Sendable

    /// The address in host byte order.
    var value: Value { get }

    init(value: Value)

    /// Parses the family's text form; nil for anything else.
    init?(_ text: some StringProtocol)
}

extension AddressNumber {
    package static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
