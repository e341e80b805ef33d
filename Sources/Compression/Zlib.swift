import CZlib

/// Writing the zlib format (RFC 1950).
package enum Zlib {
    /// The bytes, deflated as small as zlib makes them at its usual effort.
    ///
    /// nil only if zlib finds no memory.
    package static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        var length = compressBound(uLong(bytes.count))
        var output = [UInt8](repeating: 0, count: Int(length))
        guard compress2(&output, &length, bytes, uLong(bytes.count), Z_DEFAULT_COMPRESSION) == Z_OK else { return nil }
        return Array(output[..<Int(length)])
    }
}
