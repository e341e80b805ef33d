import Linux
@testable import Load
import Testing

/// A record is one request of the window, whole and in order.
@Suite struct RecordTests {
    private static let closing = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"

    @Test("A record is as large as the plan says that it costs")
    func size() {
        #expect(MemoryLayout<RequestRecord>.stride == 48)
    }

    @Test(
        "Every counted request has a record, in the order of their begin, and its phases add up",
        arguments: [LoadPlan.Connections.perRequest, .keepAlive, .limited(requests: 3)],
        [Pacing.closed, .open(rate: 2000, arrivals: .poisson(seed: 3))]
    )
    func complete(connections: LoadPlan.Connections, pacing: Pacing) throws {
        let server = try PacedServer(.init(delays: (0..<50).map { $0 * 100_000 }))
        var plan = LoadPlan.test(
            server.port,
            connections,
            concurrency: 6,
            workers: 2,
            milliseconds: 10_000,
            requests: 400
        )
        plan.pacing = pacing
        plan.recordCapacity = 400
        let result = try LoadGenerator.run(plan)
        server.stop()
        #expect(result.completed == 400)
        #expect(result.records.count == 400)
        #expect(result.unrecorded == 0)
        #expect(zip(result.records, result.records.dropFirst()).allSatisfy { $0.begin <= $1.begin })
        for record in result.records {
            #expect(record.failure == nil && record.status == 200)
            // Between connected and written, and between the first byte and the last, time passes too.
            #expect(record.connect + record.wait <= record.total)
            #expect(record.begin + record.total <= result.elapsed.nanoseconds)
            #expect(record.late < 5_000_000_000)
            if pacing == .closed { #expect(record.late == 0) }
            if connections == .perRequest { #expect(record.connect > 0) }
            if connections == .keepAlive { #expect(record.connect == 0) }
        }
        // The histograms are of the same requests.
        #expect(result.totalTimes.maximum == result.records.map(\.total).max())
        #expect(result.waitTimes.maximum == result.records.map(\.wait).max())
        if connections == .limited(requests: 3) {
            #expect(result.records.count { $0.connect > 0 } == result.connectionsInitiated)
        }
        if let response = result.responseTimes {
            #expect(response.maximum == result.records.map { $0.late + $0.total }.max())
        }
    }

    @Test("A kept connection carries its next request as soon as the last response was read, whatever else is there")
    func atOnce() throws {
        let server = try PacedServer(.init(delays: (0..<50).map { $0 / 5 * 300_000 }))
        var plan = LoadPlan.test(server.port, .keepAlive, concurrency: 12, milliseconds: 10_000, requests: 400)
        plan.recordCapacity = 400
        let result = try LoadGenerator.run(plan)
        server.stop()
        try #require(result.records.count == 400)
        // The clock is read once for both: a request that had waited for the end of a turn would begin later.
        let ends = Set(result.records.map { $0.begin + $0.total })
        #expect(result.records.dropFirst(12).allSatisfy { ends.contains($0.begin) })
    }

    @Test("What finds no room is counted, and what found it is the earliest")
    func overflow() throws {
        let server = try FaultServer(answer: Self.closing)
        var plan = LoadPlan.test(server.port, concurrency: 1, requests: 30)
        plan.recordCapacity = 12
        let result = try LoadGenerator.run(plan)
        server.stop()
        #expect(result.completed == 30)
        #expect(result.records.count == 12)
        #expect(result.unrecorded == 18)
        plan.recordCapacity = 0
        let without = try FaultServer(answer: Self.closing)
        plan.port = without.port
        let none = try LoadGenerator.run(plan)
        without.stop()
        #expect(none.records.isEmpty && none.unrecorded == 0)
    }

    @Test("A failed request has a record with its cause and the phases that it reached")
    func failures() throws {
        let server = try FaultServer([
            .request, .send(Array("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n".utf8)),
            .request, .pause(milliseconds: 5), .send(Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc".utf8)),
            .pause(milliseconds: 20), .reset,
        ])
        var plan = LoadPlan.test(server.port, .keepAlive, concurrency: 1, requests: 6)
        plan.recordCapacity = 10
        let result = try LoadGenerator.run(plan)
        server.stop()
        #expect(result.failures == [.unexpectedStatus: 3, .resetAfterFirstByte: 3])
        #expect(
            result.records.map(\.failure) == [
                .unexpectedStatus, .resetAfterFirstByte, .unexpectedStatus, .resetAfterFirstByte, .unexpectedStatus,
                .resetAfterFirstByte,
            ]
        )
        #expect(result.records.map(\.status) == [404, 200, 404, 200, 404, 200])
        for record in result.records where record.failure == .resetAfterFirstByte {
            // How late the first bytes are read is this machine's matter; the reset comes 25 ms after the request.
            #expect(record.wait >= 5_000_000 && record.total >= max(record.wait, 25_000_000))
        }
    }

    @Test(
        "A connection that could not be opened ahead of the window begins at its start and is not late",
        arguments: [Pacing.closed, .open(rate: 1000, arrivals: .constant)]
    )
    func openingFailed(pacing: Pacing) throws {
        let port: UInt16
        do { port = try TCPSocket.localPort(TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 1)) }
        var plan = LoadPlan.test(port, .keepAlive, concurrency: 3, requests: 9)
        plan.pacing = pacing
        plan.recordCapacity = 100
        let result = try LoadGenerator.run(plan)
        #expect(result.failures == [.connectRefused: 9])
        #expect(result.records.count == 9)
        #expect(result.records.prefix(3).allSatisfy { $0.begin == 0 && $0.late == 0 })
        #expect(
            result.records.allSatisfy {
                $0.begin < 5_000_000_000 && $0.late < 5_000_000_000 && $0.total < 1_000_000_000
            }
        )
    }
}
