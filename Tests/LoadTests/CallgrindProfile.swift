import Glibc
import Linux
import Testing

/// What one run of a program executed in user code, as valgrind's callgrind counts it.
struct CallgrindProfile {
    /// A function, and the file that holds its code.
    struct Function: Hashable {
        var object: String
        var name: String
    }

    private(set) var instructions = 0
    /// How often each function was called.
    private(set) var calls: [Function: Int] = [:]
    /// What the program wrote on standard output.
    private(set) var output = ""

    /// Runs a program to its end, with a library loaded before all others if one is given.
    init(of program: String, _ arguments: [String], preloading library: String? = nil) throws {
        let file = "\(try BuiltBenchmarks.directory())/callgrind-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        defer { unlink(file) }
        // A fixed environment, since the dynamic linker reads all of it; hashing must not differ from run to run.
        let run = try ChildProcess.run(
            "valgrind",
            ["--tool=callgrind", "--compress-strings=no", "--compress-pos=no", "--callgrind-out-file=\(file)", program]
                + arguments,
            environment: ["SWIFT_DETERMINISTIC_HASHING=1"] + (library.map { ["LD_PRELOAD=\($0)"] } ?? []),
            timeout: 120
        )
        try #require(run.hasSucceeded, "\(run.errorText)")
        output = run.outputText
        read(try ChildProcess.run("cat", [file]).outputText)
        try #require(instructions > 0 && !calls.isEmpty, "callgrind wrote nothing that can be read")
    }

    /// See the manual of valgrind, "Callgrind Format Specification".
    private mutating func read(_ text: String) {
        var object = ""
        var callee = Function(object: "", name: "")
        for line in text.split(separator: "\n") {
            // Most lines are costs.
            guard let first = line.utf8.first, first > UInt8(ascii: "9") else { continue }
            if let value = line.value(of: "ob=") {
                object = value
                callee.object = value
            } else if let value = line.value(of: "cob=") {
                callee.object = value
            } else if let value = line.value(of: "cfn=") {
                callee.name = value
            } else if let value = line.value(of: "calls=") {
                calls[callee, default: 0] += value.split(separator: " ").first.flatMap { Int($0) } ?? 0
                // A callee is in the caller's file unless its own line says otherwise.
                callee.object = object
            } else if let value = line.value(of: "totals: ") {
                instructions = Int(value) ?? 0
            }
        }
    }
}

extension Substring {
    /// What follows `key` at the beginning; nil if something else is there.
    fileprivate func value(of key: String) -> String? {
        hasPrefix(key) ? String(dropFirst(key.count)) : nil
    }
}
