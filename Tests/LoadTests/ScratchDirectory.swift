import Glibc
import Linux

/// A directory for one test, removed with it; any user may read what is in it.
final class ScratchDirectory: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/npbench-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw SystemError(errno: errno, operation: "create", subject: "a scratch directory")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        chmod(path, 0o755)
    }

    deinit {
        FileTree.remove(path)
    }

    /// The path of a file in the directory.
    func file(_ name: String) -> String { "\(path)/\(name)" }
}
