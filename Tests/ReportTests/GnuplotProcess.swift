import Foundation

/// gnuplot as a person would run it.
enum GnuplotProcess {
    /// Runs `script` in `directory` and returns what it says on stderr.
    static func run(_ script: String, in directory: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["LC_ALL=C.UTF-8", "gnuplot", script]
        process.currentDirectoryURL = URL(filePath: directory)
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
    }
}
