import Foundation
import Glibc

/// A file that a command line names for output.
struct OutputFile {
    let path: String

    init(_ path: String) {
        self.path = path
    }

    /// Throws if the file cannot come to be, for want of its directory or of the right to write there.
    func requireDirectory() throws(CommandFailure) {
        guard !isSpecial else { return }
        let parent = URL(filePath: path).deletingLastPathComponent().path
        guard access(parent, W_OK) == 0 else {
            throw OutputDirectory.failure("write", path, POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO))
        }
    }

    func write(_ text: String) throws(CommandFailure) {
        try write(Array(text.utf8))
    }

    /// Replaces the file whole; what is no regular file, such as a pipe, is written to.
    func write(_ bytes: [UInt8]) throws(CommandFailure) {
        do {
            if isSpecial {
                try FileHandle(forWritingTo: URL(filePath: path)).write(contentsOf: Data(bytes))
            } else {
                try Data(bytes).write(to: URL(filePath: path), options: .atomic)
            }
        } catch {
            throw OutputDirectory.failure("write", path, error)
        }
    }

    private var isSpecial: Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
    }
}
