import BenchmarkServers
import Linux
import Load

/// A long load against a null server that resets one request of 97: both sides must count alike, in flat memory.
enum Soak {
    /// What did not agree: one sentence.
    struct Disagreement: Error, CustomStringConvertible {
        var description: String
    }

    private static let resetsEvery = 97
    /// What the process may grow by, in KiB.
    private static let growth = 1024

    /// Runs the load of the options after a short one of its kind, and prints one line of `name=value` pairs.
    static func run(_ options: BenchmarkOptions) throws {
        var short = options
        short.requests = 20_000
        short.seconds = 60
        short.warmUpSeconds = 0.2
        // What the allocator takes once, it takes here.
        for _ in 0..<2 { _ = try load(short) }
        let before = try resident()
        let result = try load(options)
        let grown = try resident() - before
        print(
            "completed=\(result.completed) failed=\(result.failed) unfinished=\(result.unfinished) "
                + "warm_up=\(result.warmUpRequests) sent=\(result.requestsSent) "
                + "connections=\(result.connectionsInitiated) qps=\(Int(result.rate)) grown_kib=\(grown)"
        )
        guard grown < growth else { throw Disagreement(description: "the load took \(grown) KiB of memory") }
    }

    private static func load(_ options: BenchmarkOptions) throws -> LoadResult {
        let server = try NullServer(cpu: options.serverCPU, allocates: false, resetsEvery: resetsEvery)
        let result = try LoadGenerator.run(options.plan(port: server.port))
        server.stop()
        let failed = result.failures[.resetBeforeFirstByte, default: 0]
        try equal("requests sent", result.requestsSent, "the server's requests", server.requests)
        try equal("connections initiated", result.connectionsInitiated, "the server's connections", server.connections)
        try equal("failed requests", result.failed, "those that were reset", failed)
        try equal(
            "requests sent",
            result.requestsSent,
            "those of warm-up and window, and those under way at the end",
            result.warmUpRequests + result.completed + result.failed + result.unfinished
        )
        try equal("times", result.totalTimes.count, "completed requests", result.completed)
        if options.warmUpSeconds == 0, result.unfinished == 0 {
            try equal("failed requests", result.failed, "the server's resets", server.resets)
        }
        if let requests = options.requests { try equal("requests begun", result.begun, "the bound", requests) }
        return result
    }

    private static func equal(_ one: String, _ count: Int, _ other: String, _ otherCount: Int) throws(Disagreement) {
        guard count != otherCount else { return }
        throw Disagreement(description: "\(one) are \(count), but \(other) are \(otherCount)")
    }

    /// The resident memory of this process, in KiB.
    private static func resident() throws(Disagreement) -> Int {
        let status = ProcFilesystem().text("/proc/self/status") ?? ""
        let words = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }?.split(separator: " ") ?? []
        guard words.count >= 2, let kilobytes = Int(words[words.count - 2].drop { !$0.isNumber }) else {
            throw Disagreement(description: "the kernel does not say how much memory this process has")
        }
        return kilobytes
    }
}
