import Foundation
import Results

/// The directory that a run writes its results to.
///
/// Files are replaced whole or appended to a line at a time, so that a run that is killed leaves nothing half-written.
struct OutputDirectory {
    let path: String

    /// Makes the directory ready: creates it, and refuses one that holds anything unless it may be overwritten.
    ///
    /// Overwriting removes what an earlier run wrote and leaves strangers' files alone.
    init(preparing path: String, overwrite: Bool) throws(CommandFailure) {
        self.path = path
        let files = FileManager.default
        var isDirectory: ObjCBool = false
        if files.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue {
            throw CommandFailure(
                .usage,
                "cannot write results to \(path): it is a file; give --output a directory that is new or empty"
            )
        }
        do {
            try files.createDirectory(atPath: path, withIntermediateDirectories: true)
            let present = try files.contentsOfDirectory(atPath: path)
            guard present.isEmpty || overwrite else {
                throw CommandFailure(
                    .usage,
                    "cannot write results to \(path): the directory is not empty; give another --output, or --overwrite"
                )
            }
            for name in present where ResultDirectory.all.contains(name) {
                try files.removeItem(atPath: self[name])
            }
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw OutputDirectory.failure("prepare", path, error)
        }
    }

    /// A directory that has been made ready.
    init(prepared path: String) {
        self.path = path
    }

    /// Takes away a directory that nothing was written to.
    func removeIfEmpty() {
        rmdir(path)
    }

    /// The path of a file in the directory.
    subscript(name: String) -> String { path + "/" + name }

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
        CommandFailure(
            .failed,
            "cannot \(operation) \(path): \(error.localizedDescription) Check the permissions and the space there"
        )
    }
}
