import Glibc

/// Whole small files that are written: those of `/proc`, and of our own tmpfs.
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
}
