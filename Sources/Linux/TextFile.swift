import Glibc

/// Whole small files: those of `/proc`, of `/sys`, and of our own tmpfs.
package enum TextFile {
    /// The content, at most `limit` bytes of it; nil (with errno set) if the file can not be read.
    package static func read(_ path: String, limit: Int = 16 << 20) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16384)
        while bytes.count < limit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes `text` in one write(2), as the files of `/proc` want it; makes the file if there is none.
    package static func write(_ text: String, to path: String) throws(SystemError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemError(errno: errno, operation: "open", subject: path) }
        defer { close(descriptor) }
        var text = text
        let code = text.withUTF8 { Glibc.write(descriptor, $0.baseAddress, $0.count) == $0.count ? 0 : errno }
        guard code == 0 else { throw SystemError(errno: code, operation: "write \(text) to", subject: path) }
    }
}
