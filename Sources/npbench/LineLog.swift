import Foundation

/// A file that grows by whole lines, each in the kernel's hands when `append` returns.
struct LineLog {
    private let path: String
    private let handle: FileHandle

    /// Creates the file, or empties one that exists.
    init(_ path: String) throws(CommandFailure) {
        self.path = path
        do {
            try Data().write(to: URL(fileURLWithPath: path))
            handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        } catch {
            throw OutputDirectory.failure("create", path, error)
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
