import Linux
import Testing

@testable import Load

/// Between a response and the server's close a connection needs no slot of the concurrency.
@Suite struct LingeringTests {
    private static let closing = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"

    private func run(concurrency: Int, requests: Int) throws -> (result: LoadResult, connections: Int) {
        let server = try FaultServer([.request, .text(Self.closing), .pause(milliseconds: 100), .close])
        let result = try LoadGenerator.run(.test(server.port, concurrency: concurrency, requests: requests))
        server.stop()
        return (result, server.connections)
    }

    @Test("The next request begins before the server has closed, and the server still closes first")
    func overlapping() throws {
        let (result, connections) = try run(concurrency: 1, requests: 10)
        #expect(result.completed == 10)
        #expect(connections == 10)
        #expect(result.failures.isEmpty)
        #expect(result.clientClosedFirst == 0)
        // Two connections take turns, so that every second request waits for a close: five of 100 ms, not ten.
        #expect(result.elapsed < .milliseconds(900))
        #expect(result.elapsed > .milliseconds(300))
    }

    @Test("A bound on requests holds, whichever slots they take", arguments: [1, 3, 7])
    func bounded(concurrency: Int) throws {
        let (result, connections) = try run(concurrency: concurrency, requests: 11)
        #expect(result.begun == 11)
        #expect(result.completed == 11)
        #expect(connections == 11)
    }

    @Test("Kept connections get no slots beside them, others as many again, and 128 in all")
    func slots() {
        func slots(_ connections: LoadPlan.Connections, _ concurrency: Int, workers: Int) -> [Int] {
            WorkerShare.all(of: .test(80, connections, concurrency: concurrency, workers: workers)).map(\.allSlots)
        }
        #expect(slots(.keepAlive, 8, workers: 1) == [8])
        #expect(slots(.perRequest, 1, workers: 1) == [2])
        #expect(slots(.limited(requests: 10), 5, workers: 2) == [6, 4])
        #expect(slots(.perRequest, 1000, workers: 2) == [564, 564])
    }
}
