/// The checksum of SCTP packets: CRC-32 with Castagnoli's polynomial (RFC 9260, appendix A).
enum CRC32C {
    /// Cost: eight steps a byte, enough for packets of some 50 bytes.
    static func checksum(of bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(UInt32.max) { register, byte in
            (0..<8).reduce(register ^ UInt32(byte)) { value, _ in
                value & 1 == 1 ? value >> 1 ^ 0x82f6_3b78 : value >> 1
            }
        }
    }
}
