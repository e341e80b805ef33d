import Foundation

/// numpy and scipy, which come with Otava to where scripts/setup --with-tests puts the readers of exports.
enum ScipyProcess {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Runs a Python script that finds `values` as `data`, and returns the numbers that it printed, one a line.
    static func numbers(_ script: String, of values: [[Double]]) throws -> [Double] {
        let output = Pipe()
        let errors = Pipe()
        let process = Process()
        process.executableURL = readers.appending(path: "bin/python")
        process.arguments = ["-c", "data = \(values)\nimport numpy as np\nfrom scipy import stats\n" + script]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        let messages = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: messages) }
        return text.split(separator: "\n").compactMap { Double($0) }
    }

    private static var readers: URL {
        if let path = ProcessInfo.processInfo.environment["NPBENCH_READERS"] { return URL(filePath: path) }
        return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: ".build/readers")
    }
}
