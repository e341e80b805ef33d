/// The short hash by which kube-proxy and kube-router name chains and sets.
///
/// SHA-256 of the text, in base32 (RFC 4648, upper case), cut to 16 characters, that is 80 bits. Both programs need it
/// because a chain name may not exceed 28 characters (kubernetes `pkg/proxy/iptables/proxier.go`, kube-router
/// `pkg/controllers/netpol`).
enum NameHash {
    /// The 16 characters that stand for `text`.
    static func of(_ text: String) -> String {
        let digest = Digest.sha256(Array(text.utf8))
        var name = ""
        name.reserveCapacity(16)
        var buffer: UInt32 = 0
        var bits = 0
        for byte in digest.prefix(10) {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                name.unicodeScalars.append(letter(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)) & 31))
            }
        }
        return name
    }

    /// The base32 letter of a value of 5 bits: A to Z, then 2 to 7.
    private static func letter(_ value: UInt8) -> Unicode.Scalar {
        Unicode.Scalar(value < 26 ? value + 65 : value - 26 + 50)
    }
}
