import Linux
import Load

/// Times the two pieces of user code that every request runs: the parser and the recorder.
enum MicroBenchmarks {
    /// What nginx 1.22 answers for a small page.
    private static let response: StaticString = """
        HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Mon, 01 Jan 2024 00:00:00 GMT\r\nContent-Type: text/html\r\n\
        Content-Length: 15\r\nLast-Modified: Mon, 01 Jan 2024 00:00:00 GMT\r\nConnection: close\r\n\
        ETag: "65920080-f"\r\nAccept-Ranges: bytes\r\n\r\nhello, npbench\n
        """

    /// Prints a line a benchmark in the form of Go's testing package, which benchstat reads.
    static func run() {
        var incomplete = 0
        measure("ResponseParser", 1_000_000) { _ in
            var parser = ResponseParser()
            if parser.parse(response.utf8Start, count: response.utf8CodeUnitCount) != .complete { incomplete += 1 }
        }
        var recorder = LatencyRecorder()
        measure("LatencyRecorder", 10_000_000) { recorder.record(UInt64($0 % 1000) * 100) }
        measure("MonotonicClock", 10_000_000) { _ in _ = MonotonicClock.now() }
        precondition(incomplete == 0 && recorder.phase.count > 0, "the benchmark measured nothing")
    }

    /// The best of five: what the code costs when nothing disturbs it.
    private static func measure(_ name: String, _ count: Int, _ operation: (Int) -> Void) {
        var best = UInt64.max
        for _ in 0..<5 {
            let start = MonotonicClock.now()
            for index in 0..<count { operation(index) }
            best = min(best, MonotonicClock.now() - start)
        }
        let tenths = best * 10 / UInt64(count)
        print("Benchmark\(name) \(count) \(tenths / 10).\(tenths % 10) ns/op")
    }
}
