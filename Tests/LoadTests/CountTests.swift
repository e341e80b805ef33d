import Linux
@testable import Load
import Testing

extension TimedTests {
    /// What the generator counts is what the server counts, however many; and it takes no more memory for more.
    ///
    /// `scripts/soak` does the same with a million requests, or for ten minutes, on the optimized build.
    @Suite(.serialized) struct CountTests {
        /// Loads a server that resets one request of 97, and holds every count of one side against the other's.
        ///
        /// Throws at the first that differs: exit tests know nothing of expectations' texts.
        private static func load(_ connections: LoadPlan.Connections, _ requests: Int, warmUp: Duration) throws {
            let server = try PacedServer(.init(resetsEvery: 97))
            var plan = LoadPlan.test(
                server.port,
                connections,
                concurrency: 16,
                workers: 2,
                milliseconds: 120_000,
                requests: requests
            )
            plan.warmUp = warmUp
            plan.responseTimeout = .seconds(10)
            plan.connectTimeout = .seconds(10)
            let result = try LoadGenerator.run(plan)
            server.stop()
            func equal(_ name: String, _ client: Int, _ served: Int) throws {
                guard client != served else { return }
                throw LoadError(
                    "\(connections), \(requests) requests: \(name) is \(client), not \(served); \(result.failures)"
                )
            }
            try equal("requests sent", result.requestsSent, server.requests)
            try equal("connections", result.connectionsInitiated, server.connections)
            try equal("unfinished", result.unfinished, 0)
            try equal("begun", result.begun, requests)
            try equal("total", result.totalTimes.count, result.completed)
            try equal(
                "sent in the window",
                result.requestsSent - result.warmUpRequests,
                result.completed + result.failed
            )
            try equal("causes", result.failed, result.failures[.resetBeforeFirstByte, default: 0])
            if warmUp == .zero {
                try equal("failures", result.failed, server.resetRequests)
                try equal("completed", result.completed, requests - server.resetRequests)
            } else {
                guard result.warmUpRequests > 0 else { throw LoadError("nothing was warmed up") }
                // One of 97 of the window's too, give or take where in the 97 it began and ended.
                guard abs(result.failed - requests / 97) <= 2 else { throw LoadError("\(result.failed) failed") }
            }
        }

        /// The resident memory of this process, in KiB.
        private static func resident() throws -> Int {
            let status = ProcFilesystem().text("/proc/self/status") ?? ""
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
            let words = line?.split(whereSeparator: \.isWhitespace) ?? []
            guard words.count == 3, let kilobytes = Int(words[1]) else { throw LoadError("no VmRSS") }
            return kilobytes
        }

        private static func soak(_ connections: LoadPlan.Connections, _ requests: Int, warmUp: Duration) throws {
            // What the allocator and the runtime take once, they take here.
            for _ in 0..<2 { try load(connections, 10_000, warmUp: .milliseconds(100)) }
            let before = try resident()
            try load(connections, requests, warmUp: warmUp)
            let grown = try resident() - before
            guard grown < 1024 else { throw LoadError("\(grown) KiB of memory for \(requests) requests") }
        }

        @Test("Kept connections: 200000 requests, all counted, in flat memory")
        func keepAlive() async {
            await #expect(processExitsWith: .success) { try Self.soak(.keepAlive, 200_000, warmUp: .zero) }
        }

        @Test("A connection a request: 200000 requests, all counted, in flat memory")
        func perRequest() async {
            await #expect(processExitsWith: .success) { try Self.soak(.perRequest, 200_000, warmUp: .zero) }
        }

        @Test("With a warm-up, what the window counts and the server sees still agree")
        func warmUp() async {
            await #expect(processExitsWith: .success) {
                try Self.soak(.keepAlive, 50_000, warmUp: .seconds(1))
                try Self.soak(.perRequest, 50_000, warmUp: .seconds(1))
                try Self.soak(.limited(requests: 10), 50_000, warmUp: .seconds(1))
            }
        }
    }
}
