/// A running 64-bit hash of rule entries.
///
/// Words of 8 bytes are multiplied into the state at full width and both halves of the product joined, as wyhash does
/// (Wang Yi, github.com/wangyi-fudan/wyhash): every bit of a word reaches every bit of the state, at about 1 ns a word; FNV-1a would
/// take eight steps. It tells tables apart, and is no defence against somebody who forges one.
struct EntryHash: Equatable, Sendable {
    private(set) var value: UInt64 = 0xa076_1d64_78bd_642f

    mutating func mix(_ word: UInt64) {
        let product = (value ^ word).multipliedFullWidth(by: 0xe703_7ed1_a0b4_28db)
        // The sum of a constant moves the state off zero, where it would stay.
        value = (product.high ^ product.low) &+ 0x8ebc_6af0_9c88_c6e3
    }

    /// Mixes in all bytes, the last ones padded with zeros; not their count.
    mutating func mix(_ bytes: UnsafeRawBufferPointer) {
        var offset = 0
        while offset + 8 <= bytes.count {
            mix(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        for byte in bytes[offset...] { rest = rest << 8 | UInt64(byte) }
        if offset < bytes.count { mix(rest) }
    }

    /// Mixes in the text and its length.
    mutating func mix(_ text: String) {
        var text = text
        text.withUTF8 {
            mix(UInt64($0.count))
            mix(UnsafeRawBufferPointer($0))
        }
    }
}
