import Addressing
import Linux
@testable import Load
import Testing

/// What goes over the wire is what the plan says.
@Suite struct RequestOnTheWireTests {
    private static let kept = Array("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".utf8)

    private func requests(_ plan: (UInt16) -> LoadPlan) throws -> (result: LoadResult, received: [FaultServer.Request])
    {
        let server = try FaultServer([.request, .send(Self.kept), .again], keepsRequests: true)
        let result = try LoadGenerator.run(plan(server.port))
        server.stop()
        return (result, server.received)
    }

    @Test(
        "Method, headers and a body of 5 MB arrive byte for byte",
        arguments: [LoadPlan.Connections.perRequest, .keepAlive]
    )
    func fidelity(connections: LoadPlan.Connections) throws {
        let body = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
        var plan = LoadPlan.test(1)
        let (result, received) = try requests { port in
            plan = .test(port, connections, concurrency: 2, requests: 3)
            plan.path = "/a/b?c=%20d"
            plan.method = "PATCH"
            plan.headers = [
                LoadHeader(name: "X-Name", value: "gęśla \t jaźń"), LoadHeader(name: "accept", value: "text/plain"),
                LoadHeader(name: "X-Two", value: "1"), LoadHeader(name: "X-Two", value: "2"),
            ]
            plan.body = body
            plan.responseTimeout = .seconds(20)
            return plan
        }
        #expect(result.completed == 3)
        #expect(result.failures.isEmpty)
        #expect(result.requestsSent == 3)
        #expect(received.count == 3)
        let expected = plan.requestBytes(closes: connections == .perRequest)
        #expect(received.allSatisfy { $0.bytes == expected })
        #expect(result.bytesSent == UInt64(3 * expected.count))
        let head = String(decoding: expected.prefix(300), as: UTF8.self)
        #expect(head.hasPrefix("PATCH /a/b?c=%20d HTTP/1.1\r\nHost: test\r\n"))
        #expect(head.contains("\r\nContent-Length: 5000000\r\n"))
        #expect(head.contains("\r\nX-Two: 1\r\nX-Two: 2\r\n\r\n"))
        #expect(!head.contains("Accept: */*") && head.contains("\r\naccept: text/plain\r\n"))
        #expect(Array(expected.suffix(body.count)) == body)
    }

    @Test("An empty body is announced as such; without one nothing is announced")
    func emptyBody() throws {
        var plan = LoadPlan.test(80)
        #expect(!String(decoding: plan.requestBytes(closes: true), as: UTF8.self).contains("Content-Length"))
        plan.method = "POST"
        plan.body = []
        #expect(String(decoding: plan.requestBytes(closes: true), as: UTF8.self).contains("\r\nContent-Length: 0\r\n"))
    }

    @Test("A header that says what ours says already replaces it: no line is there twice")
    func repeatedHeader() {
        var plan = LoadPlan.test(80)
        plan.headers = [LoadHeader(name: "Host", value: "test"), LoadHeader(name: "Accept", value: "*/*")]
        #expect(
            String(decoding: plan.requestBytes(closes: true), as: UTF8.self)
                == "GET / HTTP/1.1\r\nUser-Agent: npbench\r\nConnection: close\r\nHost: test\r\nAccept: */*\r\n\r\n"
        )
    }

    @Test(
        "A connection carries the requests it is limited to, and its last one asks to close",
        arguments: [1, 2, 3, 7]
    )
    func limited(limit: Int) throws {
        // Answers each request, closes after the one that asks for it: the script is one connection's.
        let closing = Array("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello".utf8)
        let exchange: [FaultServer.Step] = [.request, .send(Self.kept)]
        let script = Array(repeating: exchange, count: limit - 1).flatMap { $0 } + [.request, .send(closing), .close]
        let server = try FaultServer(script, keepsRequests: true)
        let count = 6 * limit
        let result = try LoadGenerator.run(
            .test(server.port, .limited(requests: limit), concurrency: 3, requests: count)
        )
        server.stop()
        #expect(result.completed == count)
        #expect(result.failures.isEmpty)
        #expect(result.connectionsInitiated == server.connections)
        #expect(result.connectTimes.count == server.connections)
        #expect(result.clientClosedFirst == 0)
        for connection in 0..<server.connections {
            let requests = server.received.filter { $0.connection == connection }
            // The bound on requests can end one connection of each slot early.
            #expect(requests.count <= limit)
            for (number, request) in requests.enumerated() {
                let isLast = number == limit - 1
                #expect(request.text.contains("\r\nConnection: close\r\n") == isLast)
                #expect(request.text.contains("\r\nConnection: keep-alive\r\n") == !isLast)
            }
        }
        let whole = (0..<server.connections).count { number in
            server.received.count { $0.connection == number } == limit
        }
        #expect(whole >= server.connections - 3)
        #expect(result.keptAlive == count - whole)
    }

    @Test("A limited connection that the server keeps open all the same is closed by us and counted")
    func limitedNotClosed() throws {
        let (result, received) = try requests { .test($0, .limited(requests: 2), concurrency: 1, requests: 6) }
        #expect(result.completed == 6)
        #expect(result.connectionsInitiated == 3)
        #expect(result.clientClosedFirst == 3 || result.clientClosedFirst == 2)
        #expect(received.map(\.connection) == [0, 0, 1, 1, 2, 2])
    }

    @Test(
        "HEAD expects no body, whatever length is announced",
        arguments: [LoadPlan.Connections.perRequest, .keepAlive]
    )
    func head(connections: LoadPlan.Connections) throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 123456\r\n\r\n"
        let server = try FaultServer([.request, .send(Array(answer.utf8)), .again], keepsRequests: true)
        var plan = LoadPlan.test(server.port, connections, concurrency: 2, requests: 8)
        plan.method = "HEAD"
        // Of a HEAD, no length can be expected.
        plan.expectation.length = 5
        let result = try LoadGenerator.run(plan)
        server.stop()
        #expect(result.completed == 8)
        #expect(result.failures.isEmpty)
        #expect(result.bodyBytesReceived == 0)
        #expect(server.received.allSatisfy { $0.text.hasPrefix("HEAD / HTTP/1.1\r\n") })
    }

    @Test("Sources are bound in turn, by every worker from a place of its own", arguments: [1, 2, 3])
    func sources(workers: Int) throws {
        let server = try FaultServer(
            [.request, .send(Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)), .close],
            keepsRequests: true
        )
        var plan = LoadPlan.test(server.port, concurrency: workers, workers: workers, requests: 30)
        plan.sources = [11, 12, 13].map { IPv4Address(127, 0, 0, $0) }
        let result = try LoadGenerator.run(plan)
        server.stop()
        #expect(result.completed == 30)
        let peers = server.received.map(\.peer)
        // Each worker goes round its list: with one slot each, its share is even to one.
        for source in plan.sources {
            let uses = peers.count { $0 == source.value }
            #expect((10 - workers...10 + workers).contains(uses), "\(source): \(uses)")
        }
        if workers == 1 { #expect(peers.prefix(3) == [0x7f00_000b, 0x7f00_000c, 0x7f00_000d]) }
    }

    @Test("An answer that comes before the request is whole counts, and its connection carries nothing more")
    func earlyAnswer() throws {
        // Reads no more than the kernel takes for it, so that the request never is whole.
        let server = try FaultServer([.pause(milliseconds: 50), .send(Self.kept), .hold])
        var plan = LoadPlan.test(server.port, .keepAlive, concurrency: 1, requests: 3)
        plan.method = "POST"
        plan.body = [UInt8](repeating: 0x61, count: 32 << 20)
        plan.recordCapacity = 10
        let result = try LoadGenerator.run(plan)
        server.stop()
        #expect(result.completed == 3)
        #expect(result.failures.isEmpty)
        #expect(result.requestsSent == 0)
        #expect(result.connectionsInitiated == 3)
        #expect(result.clientClosedFirst == 3)
        #expect(result.wait.maximum == 0)
        #expect(result.records.allSatisfy { $0.wait == 0 && $0.total < 5_000_000_000 })
    }
}
