import Foundation
import Results

/// The directory that a run writes its results to.
///
/// Files are replaced whole or appended to a line at a time, so that a run that is killed leaves nothing half-written.
struct OutputDirectory {
    let path: String
    /// The directories that were made for it, the innermost last.
    private let created: [String]

    /// Creates the directory and what leads to it, and refuses one that holds anything unless it may be overwritten.
    ///
    /// What an earlier run wrote stays until there is something to put in its place (`removeResults`).
    init(creating path: String, overwrite: Bool) throws(CommandFailure) {
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue {
            throw CommandFailure(
                .usage,
                "cannot write results to \(path): it is a file; give --output a directory that is new or empty"
            )
        }
        self.path = path
        created = try OutputDirectory.create(path)
        guard try names.isEmpty || overwrite else {
            throw CommandFailure(
                .usage,
                "cannot write results to \(path): the directory is not empty; give another --output, or --overwrite"
            )
        }
    }

    /// A directory that has been created.
    init(existing path: String) {
        self.path = path
        created = []
    }

    /// Removes what an earlier run wrote `besides` what is to stay, and leaves strangers' files alone.
    func removeResults(besides kept: [String] = []) throws(CommandFailure) {
        for name in try names where ResultDirectory.all.contains(name) && !kept.contains(name) {
            do { try FileManager.default.removeItem(atPath: self[name]) } catch {
                throw OutputDirectory.failure("remove", self[name], error)
            }
        }
    }

    /// Takes away the directories that were created, if nothing was written to them.
    func withdrawIfEmpty() {
        for directory in created.reversed() { rmdir(directory) }
    }

    /// The path of a file in the directory.
    subscript(name: String) -> String { path + "/" + name }

    /// What a file holds; nil if it is not there.
    func text(_ name: String) -> String? { try? String(contentsOfFile: self[name], encoding: .utf8) }

    /// Replaces a file whole; sub-directories in `name` are created.
    func replace(_ name: String, with text: String) throws(CommandFailure) {
        do {
            let url = URL(fileURLWithPath: self[name])
            let parent = url.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url, options: .atomic)
        } catch {
            throw OutputDirectory.failure("write", self[name], error)
        }
    }

    static func failure(_ operation: String, _ path: String, _ error: any Error) -> CommandFailure {
        failure(operation, path, cause: error.systemCause)
    }

    private var names: [String] {
        get throws(CommandFailure) {
            do { return try FileManager.default.contentsOfDirectory(atPath: path) } catch {
                throw OutputDirectory.failure("read", path, error)
            }
        }
    }

    /// Creates what `path` lacks, and returns that from the outermost on.
    private static func create(_ path: String) throws(CommandFailure) -> [String] {
        var created: [String] = []
        var prefix = path.hasPrefix("/") ? "/" : ""
        for component in path.split(separator: "/") {
            prefix += component
            if mkdir(prefix, 0o777) == 0 {
                created.append(prefix)
            } else if errno != EEXIST {
                let cause = String(cString: strerror(errno))
                for directory in created.reversed() { rmdir(directory) }
                throw failure("create", prefix, cause: cause)
            }
            prefix += "/"
        }
        return created
    }

    private static func failure(_ operation: String, _ path: String, cause: String) -> CommandFailure {
        CommandFailure(.failed, "cannot \(operation) \(path): \(cause); check the permissions and the space there")
    }
}
