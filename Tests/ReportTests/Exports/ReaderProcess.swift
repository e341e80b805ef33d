import Foundation

/// A program that reads what npbench exports, from where scripts/setup --with-tests put it.
enum ReaderProcess {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Runs a Python script of those programs' environment in a directory, and returns what it printed.
    static func python(_ script: String, in directory: String) throws -> String {
        try run("python", ["-c", script], in: directory)
    }

    /// Runs `NAME ARGUMENTS...`; throws if it fails.
    static func run(_ name: String, _ arguments: [String], in directory: String) throws -> String {
        let output = Pipe()
        let process = Process()
        process.executableURL = readers.appending(path: "bin/\(name)")
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: directory)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: text) }
        return text
    }

    private static var readers: URL {
        if let path = ProcessInfo.processInfo.environment["NPBENCH_READERS"] { return URL(filePath: path) }
        return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: ".build/readers")
    }
}
