import Glibc

@testable import Linux

/// A directory for one test, removed with it.
final class ScratchDirectory {
    let path: String

    init() throws {
        var template = Array("/tmp/npbench-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw SystemError(errno: errno, operation: "create", subject: "a scratch directory")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        FileTree.remove(path)
    }
}
