import Foundation

/// The npbench that this build made, run as a shell would run it.
struct BuiltCommand {
    var status: Int32
    var output: String
    var errors: String

    /// Runs `npbench` with `arguments` to its end; both streams go to files, so that neither can fill up and block.
    ///
    /// `input` comes through a pipe, which a command that does not read it must be able to hold: at most 64 KiB. `wrapper` is
    /// a command line that stands before it, such as `unshare -Ur`.
    init(_ arguments: [String], input: String = "", wrapper: [String] = []) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "npbench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let files = ["output", "errors"].map { directory.appending(path: $0) }
        for file in files { try Data().write(to: file) }
        let pipe = Pipe()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = wrapper + [BuiltCommand.executable.path] + arguments
        process.standardInput = pipe
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try pipe.fileHandleForWriting.close()
        process.waitUntilExit()
        status = process.terminationStatus
        output = try String(contentsOf: files[0], encoding: .utf8)
        errors = try String(contentsOf: files[1], encoding: .utf8)
    }

    init(_ arguments: String...) throws {
        try self.init(arguments)
    }

    /// The lines of `output`.
    var lines: [Substring] { output.split(separator: "\n") }

    /// `NPBENCH_BINARY`, or what was built along with the tests: it stands beside their resources.
    static var executable: URL {
        if let path = ProcessInfo.processInfo.environment["NPBENCH_BINARY"] { return URL(filePath: path) }
        return Bundle.module.bundleURL.deletingLastPathComponent().appending(path: "npbench")
    }
}
