import Foundation
import Linux

extension ProcFilesystem {
    /// Calls `body` with a root that holds just these files, by their paths; they are gone afterwards.
    static func recorded<T>(_ files: [String: String], _ body: (ProcFilesystem) throws -> T) throws -> T {
        let root = FileManager.default.temporaryDirectory.appending(path: "npbench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for (path, text) in files {
            let file = root.appending(path: path)
            let directory = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            try text.write(to: file, atomically: false, encoding: .utf8)
        }
        return try body(ProcFilesystem(root: root.path))
    }
}
