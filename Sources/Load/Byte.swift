/// The bytes of US-ASCII that frame HTTP messages.
enum Byte {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0a
    static let carriageReturn: UInt8 = 0x0d
    static let space: UInt8 = 0x20
    static let comma: UInt8 = 0x2c
    static let colon: UInt8 = 0x3a
    static let semicolon: UInt8 = 0x3b

    /// The value of a decimal digit; nil for any other byte.
    @inline(__always)
    static func digit(_ byte: UInt8) -> UInt8? {
        let value = byte &- 0x30
        return value <= 9 ? value : nil
    }

    /// The value of a hexadecimal digit; nil for any other byte.
    @inline(__always)
    static func hexDigit(_ byte: UInt8) -> UInt8? {
        if let value = digit(byte) { return value }
        let letter = lowercased(byte) &- 0x61
        return letter <= 5 ? letter + 10 : nil
    }

    /// The lower-case letter of an upper-case one; other bytes as they are.
    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 <= 25 ? byte | 0x20 : byte
    }
}
