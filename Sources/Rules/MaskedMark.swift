/// A packet mark and the bits of it that count.
package struct MaskedMark: Hashable, Sendable {
    package var value: UInt32
    package var mask: UInt32

    package init(_ value: UInt32, mask: UInt32) {
        self.value = value
        self.mask = mask
    }
}
