import Foundation

/// The built command while it runs: for what is done to it from outside.
final class RunningCommand: @unchecked Sendable {
    struct Member {
        var pid: Int32
        var name: String
    }

    struct TookTooLong: Error {}

    private let process = Process()
    private let log: URL
    private let scratch: ScratchDirectory

    /// Starts `npbench`; both its streams go to a file.
    init(_ arguments: [String]) throws {
        scratch = try ScratchDirectory()
        log = scratch.url.appending(path: "log")
        try Data().write(to: log)
        let handle = try FileHandle(forWritingTo: log)
        process.executableURL = BuiltCommand.executable
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
    }

    deinit {
        if process.isRunning { Glibc.kill(pid, SIGKILL) }
    }

    var pid: Int32 { process.processIdentifier }

    var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    /// The first URL that it printed.
    var url: String? { output.firstMatch(of: /http:\/\/[0-9.:]+\//).map { String($0.output) } }

    func signal(_ number: Int32) { Glibc.kill(pid, number) }

    /// Waits until `condition` holds; fails after so many seconds.
    func wait(for seconds: Double, until condition: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while !condition() {
            guard ContinuousClock.now < deadline else {
                print(output)
                throw TookTooLong()
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// The exit status, or 128 and the signal; fails after half a minute.
    func end() async throws -> Int32 {
        try await wait(for: 30) { !process.isRunning }
        return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    }

    /// All processes below it.
    func descendants() -> [Member] {
        var parents: [Int32: Int32] = [:]
        var names: [Int32: String] = [:]
        for entry in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let pid = Int32(entry), let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
                let open = stat.firstIndex(of: "("), let close = stat.lastIndex(of: ")")
            else { continue }
            names[pid] = String(stat[stat.index(after: open)..<close])
            let fields = stat[stat.index(after: close)...].split(separator: " ")
            parents[pid] = fields.count > 1 ? Int32(fields[1]) : nil
        }
        func isBelow(_ pid: Int32) -> Bool {
            guard let parent = parents[pid], parent > 1 else { return false }
            return parent == self.pid || isBelow(parent)
        }
        return names.filter { isBelow($0.key) }.map { Member(pid: $0.key, name: $0.value) }
    }

    /// Whether the process exists and is no zombie.
    static func isAlive(_ pid: Int32) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let close = stat.lastIndex(of: ")")
        else { return false }
        return stat[stat.index(after: close)...].split(separator: " ").first != "Z"
    }
}

extension ScratchDirectory {
    /// Whole lines of a file; 0 if it is not there.
    func lines(of name: String) -> Int {
        (try? text(name))?.utf8.count { $0 == 10 } ?? 0
    }
}
