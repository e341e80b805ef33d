import Foundation
import Glibc

/// A file that a command line names for output.
struct OutputFile {
    let path: String

    init(_ path: String) {
        self.path = path
    }

    /// Throws if the file cannot come to be: for want of its directory or of the right to write there, or since it is one.
    func requireDirectory() throws(CommandFailure) {
        var fault: CInt?
        switch kind {
        case S_IFDIR: fault = EISDIR
        case nil, S_IFREG:
            // With the dot a file in the directory's place is none.
            let parent = URL(filePath: path).deletingLastPathComponent().path
            if access(parent + "/.", W_OK) != 0 { fault = errno }
        default: break
        }
        guard let fault else { return }
        throw OutputDirectory.failure("write", path, POSIXError(POSIXErrorCode(rawValue: fault) ?? .EIO))
    }

    func write(_ text: String) throws(CommandFailure) {
        try write(Array(text.utf8))
    }

    /// Replaces the file whole; what is no regular file, such as a pipe, is written to.
    func write(_ bytes: [UInt8]) throws(CommandFailure) {
        do {
            if let kind, kind != S_IFREG, kind != S_IFDIR {
                try FileHandle(forWritingTo: URL(filePath: path)).write(contentsOf: Data(bytes))
            } else {
                try Data(bytes).write(to: URL(filePath: path), options: .atomic)
            }
        } catch {
            throw OutputDirectory.failure("write", path, error)
        }
    }

    /// What is there, by the type in its mode (inode(7)); nil for nothing.
    private var kind: mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}
