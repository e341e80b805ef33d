import Glibc

/// Whole small files: those of `/proc`, of our own tmpfs, and those that a user names.
package enum TextFile {
    /// Writes `text` in one write(2), as the files of `/proc` want it; makes the file if there is none.
    package static func write(_ text: String, to path: String) throws(SystemError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemError(errno: errno, operation: "open", subject: path) }
        defer { close(descriptor) }
        var text = text
        let code = text.withUTF8 { Glibc.write(descriptor, $0.baseAddress, $0.count) == $0.count ? 0 : errno }
        guard code == 0 else { throw SystemError(errno: code, operation: "write", subject: path) }
    }

    /// The text of a file, up to its first `limit` bytes.
    package static func read(_ path: String, limit: Int = 1 << 20) throws(SystemError) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(errno: errno, operation: "open", subject: path) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: limit)
        var count = 0
        while count < limit {
            let more = bytes.withUnsafeMutableBytes { buffer in
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
                return Glibc.read(descriptor, rest.baseAddress, rest.count)
            }
            guard more >= 0 else { throw SystemError(errno: errno, operation: "read", subject: path) }
            guard more > 0 else { break }
            count += more
        }
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
