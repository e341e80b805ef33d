import CCrypto

/// The hashes (FIPS 180-4) that the real programs name chains and sets by; they protect nothing.
enum Digest {
    /// 20 bytes.
    static func sha1(_ message: [UInt8]) -> [UInt8] { digest(message, Int(SHA_DIGEST_LENGTH), SHA1) }

    /// 28 bytes.
    static func sha224(_ message: [UInt8]) -> [UInt8] { digest(message, Int(SHA224_DIGEST_LENGTH), SHA224) }

    /// 32 bytes.
    static func sha256(_ message: [UInt8]) -> [UInt8] { digest(message, Int(SHA256_DIGEST_LENGTH), SHA256) }

    private typealias Hash = (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<UInt8>?) -> UnsafeMutablePointer<UInt8>?

    private static func digest(_ message: [UInt8], _ size: Int, _ hash: Hash) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: size) { digest, count in
            // Null is for a library that was told to do without this hash.
            guard hash(message, message.count, digest.baseAddress) != nil else {
                preconditionFailure("libcrypto of this machine gives no SHA of \(size) bytes")
            }
            count = size
        }
    }
}
