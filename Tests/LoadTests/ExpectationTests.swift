import Linux
@testable import Load
import Testing

/// A response counts as completed if it is as expected.
@Suite struct ExpectationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var status: Int
        var body: Int
        var statuses: ClosedRange<UInt16> = 200...299
        var length: UInt64?
        var failure: LoadFailure?

        var testDescription: String { "\(status) of \(body) bytes, \(statuses) of \(length.map(String.init) ?? "any")" }
    }

    static let cases: [Case] = [
        Case(status: 200, body: 5), Case(status: 299, body: 0), Case(status: 206, body: 5, length: 5),
        Case(status: 300, body: 5, failure: .unexpectedStatus), Case(status: 404, body: 5, failure: .unexpectedStatus),
        Case(status: 404, body: 5, statuses: 404...404),
        Case(status: 200, body: 5, statuses: 404...404, failure: .unexpectedStatus),
        Case(status: 503, body: 5, statuses: 200...599), Case(status: 999, body: 5, statuses: 0...UInt16.max),
        Case(status: 304, body: 0, statuses: 300...399, length: 0),
        Case(status: 200, body: 5, length: 6, failure: .unexpectedLength),
        Case(status: 200, body: 0, length: 1, failure: .unexpectedLength),
        Case(status: 200, body: 5, length: 0, failure: .unexpectedLength),
        Case(status: 404, body: 5, length: 6, failure: .unexpectedStatus),
    ]

    @Test("Status and length decide, the status first; the connection is kept either way", arguments: cases)
    func decides(example: Case) throws {
        let length = example.status == 304 ? "" : "Content-Length: \(example.body)\r\n"
        let server = try FaultServer(
            keepAlive: "HTTP/1.1 \(example.status) X\r\n\(length)\r\n" + String(repeating: "b", count: example.body)
        )
        var plan = LoadPlan.test(server.port, .keepAlive, concurrency: 2, requests: 8)
        plan.expectation = ResponseExpectation(statuses: example.statuses, length: example.length)
        let result = try LoadGenerator.run(plan)
        server.stop()
        #expect(result.failures == (example.failure.map { [$0: 8] } ?? [:]))
        #expect(result.completed == (example.failure == nil ? 8 : 0))
        #expect(result.totalTimes.count == result.completed)
        #expect(result.connectionsInitiated == 2)
        #expect(result.keptAlive == 8)
        #expect(result.non2xx == ((200...299).contains(example.status) ? 0 : 8))
        #expect(result.bodyBytesReceived == UInt64(8 * example.body))
        #expect(result.documentLength == UInt64(example.body))
    }

    @Test("The length is the body's, chunk lines left out")
    func chunks() throws {
        let server = try FaultServer(
            keepAlive:
                "HTTP/1.1 200 OK\r\nServer: s\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
        )
        var plan = LoadPlan.test(server.port, .keepAlive, concurrency: 1, requests: 4)
        plan.expectation.length = 5
        let result = try LoadGenerator.run(plan)
        server.stop()
        #expect(result.completed == 4)
        #expect(result.bodyBytesReceived == 20)
        #expect(result.serverSoftware == "s")
    }
}
