import Foundation
import Glibc

/// A file that grows by whole lines, each in the kernel's hands when `append` returns.
///
/// It is locked as long as it is open, so that no two runs write one log; the lock dies with its process.
struct LineLog {
    private let path: String
    private let handle: FileHandle

    /// Creates the file, or cuts one that exists off after so many `bytes`.
    init(_ path: String, keeping bytes: Int = 0) throws(CommandFailure) {
        self.path = path
        do {
            if !FileManager.default.fileExists(atPath: path) {
                try Data().write(to: URL(fileURLWithPath: path))
            }
            handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        } catch {
            throw OutputDirectory.failure("create", path, error)
        }
        guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw CommandFailure(
                .failed,
                "cannot write to \(path): another npbench is measuring into it; wait for its end, or give another directory"
            )
        }
        do {
            try handle.truncate(atOffset: UInt64(bytes))
            try handle.seekToEnd()
        } catch {
            throw OutputDirectory.failure("cut", path, error)
        }
    }

    /// Writes `line`, which ends in a line feed, in one system call, so that a crash tears no earlier line.
    func append(_ line: String) throws(CommandFailure) {
        do {
            try handle.write(contentsOf: Data(line.utf8))
        } catch {
            throw OutputDirectory.failure("append to", path, error)
        }
    }
}
