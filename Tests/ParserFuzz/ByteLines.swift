/// Reads bytes by lines and by counts, always forwards.
struct ByteLines {
    private let bytes: UnsafeRawBufferPointer
    private(set) var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var left: Int { bytes.count - position }

    /// What stands before the next line feed, which is passed over; nil, and all bytes passed over, if there is none.
    mutating func next() -> Line? {
        let start = position
        while position < bytes.count {
            position += 1
            if bytes[position - 1] == UInt8(ascii: "\n") {
                return Line(bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<position - 1]))
            }
        }
        return nil
    }

    /// Passes over `count` bytes, or over those that there are; returns how many those were.
    mutating func skip(_ count: UInt64) -> UInt64 {
        let skipped = min(count, UInt64(left))
        position += Int(skipped)
        return skipped
    }

    /// Passes over the next byte if it is `byte`; whether it was.
    mutating func skip(_ byte: Unicode.Scalar) -> Bool {
        guard left > 0, bytes[position] == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }
}
