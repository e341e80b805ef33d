import Addressing
import Glibc
import Linux
@testable import Load
import Testing

/// Each way in which a server can fail is counted as what it is over libcurl too.
@Suite struct CurlFailureTests {
    /// Runs six requests on connections of their own against the script and returns the failures.
    private func failures(
        _ script: [FaultServer.Step],
        _ connections: LoadPlan.Connections = .perRequest
    ) throws -> [LoadFailure: Int] {
        let server = try FaultServer(script)
        defer { server.stop() }
        let result = try LoadGenerator.run(.curl(server.port, connections, concurrency: 2, requests: 6))
        #expect(result.completed == 0)
        #expect(result.begun == 6)
        #expect(result.elapsed < .seconds(4))
        #expect(result.total.count == result.failures[.responseTimeout, default: 0])
        return result.failures
    }

    private func bytes(_ text: String) -> FaultServer.Step { .send(Array(text.utf8)) }

    private func closedPort() throws -> UInt16 {
        try TCPSocket.localPort(TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 1))
    }

    @Test("A port that nobody listens on refuses", arguments: [LoadPlan.Connections.perRequest, .keepAlive])
    func refused(connections: LoadPlan.Connections) throws {
        let port = try closedPort()
        for scheme in [CurlSettings.Scheme.http, .https] {
            let settings = CurlSettings(scheme: scheme)
            let result = try LoadGenerator.run(.curl(port, settings, connections, concurrency: 2, requests: 6))
            #expect(result.failures == [.connectRefused: 6])
            #expect(result.connectionsInitiated == 6)
            #expect(result.requestsSent == 0)
        }
    }

    @Test("A refusing port is tried at most once a millisecond and slot")
    func refusedPace() throws {
        let result = try LoadGenerator.run(.curl(closedPort(), concurrency: 3, milliseconds: 200))
        #expect((1...3 * 201).contains(result.connectionsInitiated))
        #expect(result.connectionsInitiated == result.failures[.connectRefused, default: 0] + result.unfinished)
    }

    @Test("A listener whose queue is full ends in connect timeouts, in time")
    func connectTimeout() throws {
        let listener = try TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 0)
        let port = try TCPSocket.localPort(listener)
        var waiting: [CInt] = []
        for _ in 0..<4 {
            let descriptor = TCPSocket.open()
            _ = TCPSocket.connect(descriptor, address: 0x7f00_0001, port: port)
            waiting.append(descriptor)
        }
        let start = MonotonicClock.now()
        let result = try LoadGenerator.run(.curl(port, concurrency: 4, requests: 4))
        let milliseconds = (MonotonicClock.now() - start) / 1_000_000
        waiting.forEach { TCPSocket.close($0) }
        #expect(result.failures == [.connectTimeout: 4])
        #expect(result.connectionsInitiated == 4)
        #expect((300...1500).contains(milliseconds))
    }

    @Test("A server that takes a connection and says nothing of TLS ends in connect timeouts")
    func silentHandshake() throws {
        let server = try FaultServer([.hold])
        let settings = CurlSettings(scheme: .https)
        let result = try LoadGenerator.run(.curl(server.port, settings, concurrency: 2, requests: 2))
        server.stop()
        #expect(result.failures == [.connectTimeout: 2])
        #expect(result.requestsSent == 0)
    }

    @Test("An address without a route is unreachable, and no SYN was sent")
    func unreachable() throws {
        var plan = LoadPlan.curl(80, concurrency: 2, requests: 4)
        plan.address = IPv4Address(255, 255, 255, 255)
        let result = try LoadGenerator.run(plan)
        #expect(result.failed == 4)
        #expect(result.failures[.connectUnreachable, default: 0] + result.failures[.connectOther, default: 0] == 4)
        #expect(result.connectionsInitiated == 0)
    }

    @Test(
        "A server that never answers ends in response timeouts",
        arguments: [LoadPlan.Connections.perRequest, .keepAlive]
    )
    func silence(connections: LoadPlan.Connections) throws {
        #expect(try failures([.request, .hold], connections) == [.responseTimeout: 6])
    }

    @Test("A reset before the first byte is told from one after it")
    func resets() throws {
        #expect(try failures([.request, .reset]) == [.resetBeforeFirstByte: 6])
        #expect(try failures([.request, .reset], .keepAlive) == [.resetBeforeFirstByte: 6])
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

    @Test("A kept connection that dies under a request fails that request: it is not sent again unasked")
    func noSecondAttempt() throws {
        let kept = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        let server = try FaultServer([.request, bytes(kept), .request, .reset])
        let result = try LoadGenerator.run(.curl(server.port, .keepAlive, concurrency: 1, requests: 6))
        server.stop()
        // The request that opens the first connection counts with the warm-up.
        #expect(result.warmUpRequests == 1)
        #expect(result.failures == [.resetBeforeFirstByte: 3])
        #expect(result.completed == 3)
        #expect(server.requests == 7)
        #expect(server.connections == 4)
        #expect(result.requestsSent == 7)
        #expect(result.connectionsInitiated == 4)
    }

    @Test("A kept connection that the server announces to close is opened anew without a failure")
    func reopened() throws {
        let kept = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        let closing = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        let server = try FaultServer([.request, bytes(kept), .request, bytes(closing), .close])
        let result = try LoadGenerator.run(.curl(server.port, .keepAlive, concurrency: 1, requests: 9))
        server.stop()
        #expect(result.completed == 9)
        #expect(result.failures.isEmpty)
        #expect(result.connectionsInitiated == 5)
        #expect(result.clientClosedFirst == 0)
    }

    @Test(
        "A close within the response is a short body",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
            "HTTP/1.1 200 OK\r\nContent-Le",
            "HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\nabc",
        ]
    )
    func shortBody(response: String) throws {
        #expect(try failures([.request, bytes(response), .close]) == [.shortBody: 6])
    }

    @Test(
        "What is no HTTP/1.1 response is malformed",
        arguments: [
            "SSH-2.0-OpenSSH_9.2\r\n",
            "HTTP/2 200\r\n\r\n",
            "HTTP/1.1 2000 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            "\u{0}\u{0}\u{0}",
        ]
    )
    func malformed(response: String) throws {
        #expect(try failures([.request, bytes(response), .close]) == [.malformedResponse: 6])
    }

    @Test("A server of HTTP/1.1 alone has no response for HTTP/2 with prior knowledge")
    func priorKnowledge() throws {
        let server = try FaultServer([.request, bytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), .hold])
        let settings = CurlSettings(scheme: .http, version: .http2)
        let result = try LoadGenerator.run(.curl(server.port, settings, concurrency: 2, requests: 6))
        server.stop()
        // libcurl 7.88 says of what it cannot read that nothing came; later ones may know better.
        #expect(result.failures == [.resetBeforeFirstByte: 6] || result.failures == [.malformedResponse: 6])
    }

    @Test("A status that is not 2xx is counted apart, and its connection is used again", arguments: [304, 404, 503])
    func status(code: Int) throws {
        let server = try FaultServer(keepAlive: "HTTP/1.1 \(code) Other\r\nContent-Length: 0\r\n\r\n")
        defer { server.stop() }
        let result = try LoadGenerator.run(.curl(server.port, .keepAlive, concurrency: 2, requests: 10))
        #expect(result.failures == [.unexpectedStatus: 10])
        #expect(result.non2xx == 10)
        #expect(result.connectionsInitiated == 2)
        #expect(server.requests == 12)
    }

    @Test("A redirection is a response like another: nobody follows it")
    func redirection() throws {
        let server = try FaultServer(
            keepAlive: "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
        )
        defer { server.stop() }
        var plan = LoadPlan.curl(server.port, .keepAlive, concurrency: 1, requests: 5)
        plan.expectation = ResponseExpectation(statuses: 302...302)
        #expect(try LoadGenerator.run(plan).completed == 5)
        #expect(server.requests == 6)
    }

    @Test("A body of another length is counted apart")
    func length() throws {
        let server = try FaultServer(keepAlive: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
        defer { server.stop() }
        var plan = LoadPlan.curl(server.port, .keepAlive, concurrency: 1, requests: 5)
        plan.expectation = ResponseExpectation(length: 4)
        #expect(try LoadGenerator.run(plan).failures == [.unexpectedLength: 5])
    }

    @Test("A server that keeps open what it was asked to close is closed by us, soon, and that is counted")
    func clientCloses() throws {
        let server = try FaultServer([.request, bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), .hold])
        let result = try LoadGenerator.run(.curl(server.port, concurrency: 1, requests: 3))
        server.stop()
        #expect(result.completed == 3)
        #expect(result.clientClosedFirst == 3)
        #expect(result.elapsed < .seconds(1))
    }

    @Test("Times are measured: a server that waits 30 ms makes waits of 30 ms, not connects")
    func latency() throws {
        let closing = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        let server = try FaultServer([.request, .pause(milliseconds: 30), bytes(closing), .close])
        let result = try LoadGenerator.run(.curl(server.port, concurrency: 1, requests: 8))
        server.stop()
        #expect(result.wait.minimum >= 29_900)
        #expect(result.total.minimum >= result.wait.minimum)
        #expect(result.connect.minimum < 29_000)
    }

    @Test("A raised flag ends the load at once with what there is")
    func stop() throws {
        let server = try FaultServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        let flag = StopFlag()
        Thread.detach {
            while server.requests < 5 {}
            flag.raise()
        }
        let result = try LoadGenerator.run(
            .curl(server.port, concurrency: 2, workers: 2, milliseconds: 60_000),
            stop: flag
        )
        #expect(result.completed >= 1)
        #expect(result.elapsed < .seconds(10))
        server.stop()
    }

    @Test("Sources, pinning and progress are as with the native engine")
    func surroundings() throws {
        let closing = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        let server = try FaultServer([.request, bytes(closing), .close], keepsRequests: true)
        defer { server.stop() }
        let cpus = try CPUAffinity.current().cpus
        let progress = LoadProgress()
        var plan = LoadPlan.curl(server.port, concurrency: 2, workers: 2, requests: 4)
        plan.cpus = Array(cpus.prefix(1))
        plan.sources = [IPv4Address(127, 0, 0, 77), IPv4Address(127, 0, 0, 78)]
        plan.progress = progress
        let result = try LoadGenerator.run(plan)
        #expect(result.completed == 4)
        #expect(result.workers.map(\.cpu) == [plan.cpus[0], plan.cpus[0]])
        #expect(result.userTime + result.systemTime > .zero)
        #expect(progress.completed == 4)
        #expect(Set(server.received.map(\.peer)) == [0x7f00_004d, 0x7f00_004e])
        #expect(try CPUAffinity.current().cpus == cpus)
    }

    @Test("Proxies of the environment are not asked")
    func proxy() async {
        await #expect(processExitsWith: .success) {
            setenv("http_proxy", "http://127.0.0.1:1", 1)
            setenv("all_proxy", "http://127.0.0.1:1", 1)
            let server = try FaultServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            let result = try LoadGenerator.run(.curl(server.port, concurrency: 1, requests: 3))
            try #require(result.completed == 3)
        }
    }

    @Test("Loads, failing ones among them, leave no descriptor behind")
    func descriptors() async {
        await #expect(processExitsWith: .success) {
            let server = try FaultServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            let broken = try FaultServer([.request, .reset])
            let silent = try FaultServer([.hold])
            _ = try LoadGenerator.run(.curl(server.port, requests: 10))
            let before = DescriptorHoard.lowestFree()
            for _ in 0..<10 {
                _ = try LoadGenerator.run(.curl(server.port, concurrency: 8, workers: 2, requests: 20))
                _ = try LoadGenerator.run(.curl(broken.port, .keepAlive, concurrency: 8, milliseconds: 20))
                _ = try LoadGenerator.run(
                    .curl(silent.port, CurlSettings(scheme: .https), concurrency: 8, milliseconds: 20)
                )
            }
            try #require(DescriptorHoard.lowestFree() <= before + 8)
        }
    }

    @Test("A load without a descriptor to spare counts that")
    func noDescriptor() async {
        await #expect(processExitsWith: .success) {
            let server = try FaultServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            let taken = DescriptorHoard(leaving: 1)
            let result = try LoadGenerator.run(.curl(server.port, concurrency: 1, requests: 5))
            taken.release()
            try #require(result.failures == [.noDescriptor: 5])
            try #require(result.connectionsInitiated == 0)
        }
    }
}
