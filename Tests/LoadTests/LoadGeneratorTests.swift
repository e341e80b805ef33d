import Addressing
import Linux
import Load
import Testing

/// What a load against a server that behaves must count.
@Suite struct LoadGeneratorTests {
    private static let closing = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"
    private static let kept = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"

    @Test("A connection a request: as many connections as requests, all served, the server closes first")
    func perRequest() throws {
        let server = try FaultServer(answer: Self.closing)
        let result = try LoadGenerator.run(.test(server.port, requests: 50))
        server.stop()
        #expect(result.completed == 50)
        #expect(result.failures.isEmpty)
        #expect(result.unfinished == 0)
        #expect(result.connectionsInitiated == 50)
        #expect(result.clientClosedFirst == 0)
        #expect(server.connections == 50)
        #expect(server.requests == 50)
        #expect(result.bytesReceived == UInt64(50 * Self.closing.utf8.count))
        let phases = [result.connect, result.wait, result.processing, result.total]
        #expect(phases.map(\.count) == [50, 50, 50, 50])
        #expect(abs(result.connect.mean + result.processing.mean - result.total.mean) < 0.01)
        #expect(result.elapsed < .seconds(4))
    }

    @Test("Kept connections are opened once and used again and again", arguments: [1, 2])
    func keepAlive(workers: Int) throws {
        let server = try FaultServer(keepAlive: Self.kept)
        let result = try LoadGenerator.run(
            .test(server.port, .keepAlive, concurrency: 3, workers: workers, requests: 100)
        )
        server.stop()
        #expect(result.completed == 100)
        #expect(result.failures.isEmpty)
        #expect(result.connectionsInitiated == 3)
        #expect(server.connections == 3)
        #expect(server.requests == 100)
        #expect(result.connect.count == 3)
        #expect(result.total.count == 100)
    }

    @Test("A kept connection that the server announces to close is opened anew without a failure")
    func reopened() throws {
        let server = try FaultServer([
            .request, .send(Array(Self.kept.utf8)), .request, .send(Array(Self.closing.utf8)), .close,
        ])
        let result = try LoadGenerator.run(.test(server.port, .keepAlive, concurrency: 1, requests: 10))
        server.stop()
        #expect(result.completed == 10)
        #expect(result.failures.isEmpty)
        #expect(result.connectionsInitiated == 5)
        #expect(server.connections == 5)
    }

    @Test(
        "Any framing counts as complete",
        arguments: [
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nuntil the end",
            "HTTP/1.0 200 OK\r\n\r\n",
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        ]
    )
    func framings(response: String) throws {
        for connections in [LoadPlan.Connections.perRequest, .keepAlive] {
            let server = try FaultServer(answer: response)
            let result = try LoadGenerator.run(.test(server.port, connections, concurrency: 2, requests: 12))
            server.stop()
            #expect(result.completed == 12)
            #expect(result.failures.isEmpty)
            #expect(result.clientClosedFirst == 0)
        }
    }

    @Test("A response in many pieces is one response, and a large one is read whole")
    func pieces() throws {
        let drip = Self.closing.utf8.flatMap { [FaultServer.Step.send([$0]), .pause(milliseconds: 1)] }
        let slow = try FaultServer([.request] + drip + [.close])
        #expect(try LoadGenerator.run(.test(slow.port, requests: 4)).completed == 4)
        slow.stop()

        let body = [UInt8](repeating: 0x78, count: 5_000_000)
        let head = Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n".utf8)
        let large = try FaultServer([.request, .send(head + body), .again])
        let result = try LoadGenerator.run(.test(large.port, .keepAlive, concurrency: 2, requests: 4))
        large.stop()
        #expect(result.completed == 4)
        #expect(result.bytesReceived == UInt64(4 * (head.count + body.count)))
    }

    @Test("The bound on requests is exact, however it falls on the workers", arguments: [1, 2, 5, 97])
    func bound(requests: Int) throws {
        let server = try FaultServer(answer: Self.closing)
        let result = try LoadGenerator.run(.test(server.port, concurrency: 7, workers: 3, requests: requests))
        server.stop()
        #expect(result.completed == requests)
        #expect(server.requests == requests)
    }

    @Test("The window ends in time; what is under way is counted apart and still answered")
    func window() throws {
        let server = try FaultServer([.request, .pause(milliseconds: 40), .send(Array(Self.closing.utf8)), .close])
        let start = MonotonicClock.now()
        let result = try LoadGenerator.run(.test(server.port, concurrency: 5, milliseconds: 250))
        let milliseconds = (MonotonicClock.now() - start) / 1_000_000
        server.stop()
        #expect(result.elapsed == .milliseconds(250))
        #expect((250...700).contains(milliseconds))
        #expect((1...5).contains(result.unfinished))
        #expect(result.completed == result.total.count)
        #expect(result.failures.isEmpty)
        #expect(result.connectionsInitiated == result.begun)
        #expect(server.connections == result.connectionsInitiated)
        #expect(server.requests == result.begun)
    }

    @Test("What does not end in the drain is closed, and was begun exactly as often as the server saw")
    func drain() throws {
        let server = try FaultServer([.request, .hold])
        var plan = LoadPlan.test(server.port, concurrency: 6, milliseconds: 50)
        plan.responseTimeout = .seconds(60)
        plan.drain = .milliseconds(50)
        let start = MonotonicClock.now()
        let result = try LoadGenerator.run(plan)
        let milliseconds = (MonotonicClock.now() - start) / 1_000_000
        server.stop()
        #expect(result.unfinished == 6)
        #expect(result.connectionsInitiated == 6)
        #expect(server.connections == 6)
        #expect((100...600).contains(milliseconds))
    }

    @Test("Times are measured: a server that waits 30 ms makes waits of 30 ms, not connects")
    func latency() throws {
        let server = try FaultServer([.request, .pause(milliseconds: 30), .send(Array(Self.closing.utf8)), .close])
        let result = try LoadGenerator.run(.test(server.port, concurrency: 1, requests: 8))
        server.stop()
        #expect(result.wait.minimum >= 29_900)
        #expect(result.total.minimum >= result.wait.minimum)
        #expect(result.total.p50 >= result.wait.p50)
        #expect(result.connect.minimum < 29_000)
    }

    @Test("A server that keeps open what it was asked to close is closed by us, soon, and that is counted")
    func clientCloses() throws {
        let server = try FaultServer([.request, .send(Array(Self.kept.utf8)), .hold])
        let result = try LoadGenerator.run(.test(server.port, concurrency: 1, requests: 3))
        server.stop()
        #expect(result.completed == 3)
        #expect(result.clientClosedFirst == 3)
        #expect(result.elapsed < .seconds(1))
    }

    @Test("A raised flag ends the load at once with what there is")
    func stop() throws {
        let server = try FaultServer(answer: Self.closing)
        let flag = StopFlag()
        Thread.detach {
            while server.requests < 5 {}
            flag.raise()
        }
        let start = MonotonicClock.now()
        let result = try LoadGenerator.run(
            .test(server.port, concurrency: 2, workers: 2, milliseconds: 60_000),
            stop: flag
        )
        #expect(MonotonicClock.now() - start < 10_000_000_000)
        #expect(result.completed >= 1)
        #expect(result.elapsed < .seconds(10))
        server.stop()
    }

    @Test("Workers leave the affinity of threads as it was, and pin to CPUs that exist only")
    func pinning() throws {
        let server = try FaultServer(answer: Self.closing)
        defer { server.stop() }
        let cpus = try CPUAffinity.current().cpus
        var plan = LoadPlan.test(server.port, concurrency: 2, workers: 2, requests: 4)
        plan.cpus = Array(cpus.prefix(1))
        #expect(try LoadGenerator.run(plan).completed == 4)
        #expect(try CPUAffinity.current().cpus == cpus)
        plan.cpus = [1000]
        let error = #expect(throws: LoadError.self) { try LoadGenerator.run(plan) }
        #expect(error?.description.contains("CPU 1000") == true)
    }

    @Test("The source address is the one asked for; one that is not ours is an error before any request")
    func source() throws {
        let server = try FaultServer(answer: Self.closing)
        defer { server.stop() }
        var plan = LoadPlan.test(server.port, requests: 4)
        plan.sources = [IPv4Address(127, 0, 0, 77)]
        #expect(try LoadGenerator.run(plan).completed == 4)
        plan.sources = [IPv4Address(127, 0, 0, 77), IPv4Address(192, 0, 2, 1)]
        let error = #expect(throws: LoadError.self) { try LoadGenerator.run(plan) }
        #expect(error?.description.contains("192.0.2.1") == true)
        #expect(server.connections == 4)
    }

    @Test("CPU time of the workers is reported")
    func cpuTime() throws {
        let server = try FaultServer(keepAlive: Self.kept)
        let result = try LoadGenerator.run(.test(server.port, .keepAlive, concurrency: 4, milliseconds: 300))
        server.stop()
        #expect(result.userTime + result.systemTime > .zero)
        #expect(result.userTime + result.systemTime <= .milliseconds(320))
    }

    @Test("Twenty loads, failing ones among them, leave no descriptor behind")
    func descriptors() async {
        await #expect(processExitsWith: .success) {
            let server = try FaultServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            let broken = try FaultServer([.request, .reset])
            _ = try LoadGenerator.run(.test(server.port, requests: 10))
            let before = DescriptorHoard.lowestFree()
            let planted = DescriptorHoard.take()
            try #require(DescriptorHoard.lowestFree() > before, "the probe does not see a leak")
            DescriptorHoard.giveBack(planted)
            for _ in 0..<10 {
                _ = try LoadGenerator.run(.test(server.port, concurrency: 8, workers: 2, requests: 20))
                _ = try LoadGenerator.run(.test(broken.port, .keepAlive, concurrency: 8, milliseconds: 20))
            }
            // The servers' threads may hold a connection or two for a moment.
            try #require(DescriptorHoard.lowestFree() <= before + 8)
        }
    }
}
