import Addressing
import Glibc
import Linux
@testable import Load
import Testing

/// Each way in which a server can fail is counted as what it is, by number, and ends in time.
@Suite struct FailureTests {
    /// Runs six requests on connections of their own against the script and returns the failures.
    private func failures(
        _ script: [FaultServer.Step],
        _ connections: LoadPlan.Connections = .perRequest
    ) throws -> [LoadFailure: Int] {
        let server = try FaultServer(script)
        defer { server.stop() }
        let result = try LoadGenerator.run(.test(server.port, connections, concurrency: 2, requests: 6))
        #expect(result.completed == 0)
        #expect(result.begun == 6)
        #expect(result.elapsed < .seconds(4))
        // A timeout is a time: without it the tail would be cut off.
        #expect(result.total.count == result.failures[.responseTimeout, default: 0])
        if result.total.count > 0 { #expect(result.total.minimum >= 300_000) }
        return result.failures
    }

    private func bytes(_ text: String) -> FaultServer.Step { .send(Array(text.utf8)) }

    @Test("A port that nobody listens on refuses", arguments: [LoadPlan.Connections.perRequest, .keepAlive])
    func refused(connections: LoadPlan.Connections) throws {
        let port: UInt16
        do { port = try TCPSocket.localPort(TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 1)) }
        let result = try LoadGenerator.run(.test(port, connections, concurrency: 2, requests: 6))
        #expect(result.failures == [.connectRefused: 6])
        #expect(result.connectionsInitiated == 6)
    }

    @Test("A refusing port is tried at most once a millisecond and slot, so the loop does not spin")
    func refusedPace() throws {
        let port: UInt16
        do { port = try TCPSocket.localPort(TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 1)) }
        let result = try LoadGenerator.run(.test(port, concurrency: 3, milliseconds: 200))
        #expect((1...3 * 201).contains(result.connectionsInitiated))
        #expect(result.connectionsInitiated == result.failures[.connectRefused, default: 0] + result.unfinished)
    }

    @Test("A listener whose queue is full ends in connect timeouts", arguments: [1, 4])
    func connectTimeout(backlogged: Int) throws {
        let listener = try TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 0)
        let port = try TCPSocket.localPort(listener)
        var waiting: [CInt] = []
        for _ in 0..<4 {
            let descriptor = TCPSocket.open()
            _ = TCPSocket.connect(descriptor, address: 0x7f00_0001, port: port)
            waiting.append(descriptor)
        }
        let start = MonotonicClock.now()
        let result = try LoadGenerator.run(.test(port, concurrency: backlogged, requests: backlogged))
        let milliseconds = (MonotonicClock.now() - start) / 1_000_000
        waiting.forEach { TCPSocket.close($0) }
        #expect(result.failures == [.connectTimeout: backlogged])
        #expect(result.connectionsInitiated == backlogged)
        #expect((300...1500).contains(milliseconds))
    }

    @Test("An address without a route is unreachable, and no SYN was sent")
    func unreachable() throws {
        // Class E is refused by the kernel itself: nothing leaves the host.
        var plan = LoadPlan.test(80, concurrency: 2, requests: 4)
        plan.address = IPv4Address(255, 255, 255, 255)
        let result = try LoadGenerator.run(plan)
        #expect(result.failed == 4)
        #expect(result.failures[.connectUnreachable, default: 0] + result.failures[.connectOther, default: 0] == 4)
        #expect(result.connectionsInitiated == 0)
    }

    @Test("A server that never answers ends in response timeouts")
    func silence() throws {
        #expect(try failures([.request, .hold]) == [.responseTimeout: 6])
        #expect(try failures([.request, .hold], .keepAlive) == [.responseTimeout: 6])
    }

    @Test("A response that drips too slowly ends in a response timeout")
    func drip() throws {
        #expect(
            try failures([bytes("HTTP/1.1 200 OK\r\nX: "), .pause(milliseconds: 50), bytes("a"), .hold])
                == [.responseTimeout: 6]
        )
    }

    @Test("A reset before the first byte is told from one after it")
    func resets() throws {
        #expect(try failures([.request, .reset]) == [.resetBeforeFirstByte: 6])
        #expect(try failures([.reset]).keys.allSatisfy { $0 == .resetBeforeFirstByte })
        let after: [FaultServer.Step] = [
            .request, bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), .pause(milliseconds: 30), .reset,
        ]
        #expect(try failures(after) == [.resetAfterFirstByte: 6])
        #expect(try failures(after, .keepAlive) == [.resetAfterFirstByte: 6])
    }

    @Test("A close without a byte counts with the resets before the first byte")
    func closedWithoutAByte() throws {
        #expect(try failures([.request, .close]) == [.resetBeforeFirstByte: 6])
        #expect(try failures([.request, .close], .keepAlive) == [.resetBeforeFirstByte: 6])
    }

    @Test(
        "A close within the response is a short body",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
            "HTTP/1.1 200 OK\r\nContent-Le",
            "HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\nabc",
            "H",
        ]
    )
    func shortBody(response: String) throws {
        #expect(try failures([.request, bytes(response), .close]) == [.shortBody: 6])
    }

    @Test(
        "What is no HTTP response is malformed",
        arguments: [
            "SSH-2.0-OpenSSH_9.2\r\n",
            "HTTP/2 200\r\n\r\n",
            "HTTP/1.1 2000 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            "\u{0}\u{0}\u{0}",
        ]
    )
    func malformed(response: String) throws {
        #expect(try failures([.request, bytes(response), .hold]) == [.malformedResponse: 6])
        #expect(try failures([.request, bytes(response), .hold], .keepAlive) == [.malformedResponse: 6])
    }

    @Test("An endless head is malformed as soon as it is longer than any head may be")
    func endlessHead() throws {
        let line = "X-Filler: " + String(repeating: "x", count: 8000) + "\r\n"
        let script: [FaultServer.Step] =
            [.request, bytes("HTTP/1.1 200 OK\r\n")] + Array(repeating: bytes(line), count: 20) + [.hold]
        #expect(try failures(script) == [.malformedResponse: 6])
    }

    @Test("A status that is not 2xx is counted apart, and its connection is used again", arguments: [304, 404, 503])
    func status(code: Int) throws {
        let server = try FaultServer(keepAlive: "HTTP/1.1 \(code) Other\r\nContent-Length: 0\r\n\r\n")
        defer { server.stop() }
        let result = try LoadGenerator.run(.test(server.port, .keepAlive, concurrency: 2, requests: 10))
        #expect(result.failures == [.unexpectedStatus: 10])
        #expect(result.completed == 0)
        #expect(result.connectionsInitiated == 2)
        #expect(server.requests == 10)
    }

    @Test("A load without a descriptor to spare counts that, and goes on when there is one")
    func noDescriptor() async {
        await #expect(processExitsWith: .success) {
            let server = try FaultServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            let taken = DescriptorHoard(leaving: 1)
            let result = try LoadGenerator.run(.test(server.port, concurrency: 1, requests: 5))
            taken.release()
            try #require(result.failures == [.noDescriptor: 5])
            try #require(result.connectionsInitiated == 0)
            let after = try LoadGenerator.run(.test(server.port, concurrency: 1, requests: 5))
            try #require(after.completed == 5)
        }
    }

    @Test("More connections than descriptors are allowed is an error before any is opened")
    func descriptorLimit() async {
        await #expect(processExitsWith: .success) {
            var limit = rlimit(rlim_cur: 300, rlim_max: 300)
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
            let error = #expect(throws: LoadError.self) { try LoadGenerator.run(.test(80, concurrency: 1000)) }
            try #require(error?.description.contains("hard limit allows 300 descriptors") == true)
        }
    }

    @Test("A source whose ports are all taken counts that there is no local port")
    func noLocalPort() {
        #expect(LoadFailure(connectError: 99) == .noLocalPort)
    }
}
