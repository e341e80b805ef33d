import Linux
@testable import Load
import Testing

/// What the warm-up does is in no count of the window, and in those that a server can check.
@Suite struct WarmUpTests {
    @Test(
        "A warm-up's requests are counted apart",
        arguments: [LoadPlan.Connections.keepAlive, .perRequest],
        [Pacing.closed, .open(rate: 500, arrivals: .constant)]
    )
    func apart(connections: LoadPlan.Connections, pacing: Pacing) throws {
        // Slow in the warm-up's first 60 answers, fast after: the window must not know of the slow ones.
        let server = try PacedServer(
            .init(delays: [UInt64](repeating: 30_000_000, count: 60) + [UInt64](repeating: 0, count: 1_000_000))
        )
        var plan = LoadPlan.test(server.port, connections, concurrency: 4, milliseconds: 400)
        plan.pacing = pacing
        plan.warmUp = .milliseconds(1000)
        plan.recordCapacity = 100_000
        let progress = LoadProgress()
        plan.progress = progress
        let flag = StopFlag()
        let start = MonotonicClock.now()
        Thread.detach {
            // Nothing of the warm-up is told.
            while MonotonicClock.now() < start + 700_000_000 {}
            if progress.isMeasuring || progress.completed > 0 { flag.raise() }
        }
        let result = try LoadGenerator.run(plan, stop: flag)
        server.stop()
        #expect(!flag.isRaised)
        #expect(result.failures.isEmpty)
        #expect(result.warmUpRequests >= 60)
        #expect(result.completed > 50)
        #expect(result.elapsed > .milliseconds(380) && result.elapsed <= .milliseconds(400))
        // What was sent is what the server got; what ended is in the warm-up, in the window, or in neither.
        #expect(result.requestsSent == server.requests)
        #expect(result.requestsSent == result.warmUpRequests + result.begun)
        #expect(result.connectionsInitiated == server.connections)
        #expect(result.totalTimes.count == result.completed)
        #expect(result.waitTimes.count == result.completed)
        #expect(result.total.p50 < 25_000)
        #expect(result.records.count == result.completed)
        #expect(result.records.allSatisfy { $0.begin <= 400_000_000 })
        #expect(
            result.bytesReceived >= UInt64(result.completed * 30)
                && result.bytesReceived < UInt64(result.completed + 5) * 70
        )
        if connections == .perRequest {
            // One that connected in the warm-up ended in the window: one a slot at most.
            #expect(abs(result.connectTimes.count - result.completed) <= 8)
        } else {
            #expect(result.connectTimes.count == 0)
        }
        #expect(progress.completed == result.completed)
        #expect(progress.failed == 0)
        #expect(progress.isMeasuring)
    }

    @Test("Failures of the warm-up are no failures of the window, and the load goes on")
    func failures() throws {
        let server = try PacedServer(.init(resetsEvery: 7))
        var plan = LoadPlan.test(server.port, .keepAlive, concurrency: 3, milliseconds: 200)
        plan.warmUp = .milliseconds(200)
        let result = try LoadGenerator.run(plan)
        server.stop()
        #expect(result.failures.keys.allSatisfy { $0 == .resetBeforeFirstByte })
        let failed = result.failed
        #expect(failed > 0 && failed < server.resetRequests)
        #expect(result.requestsSent == server.requests)
        #expect(result.requestsSent == result.warmUpRequests + result.begun)
    }

    @Test("The window's bound on requests counts none of the warm-up")
    func bound() throws {
        let server = try PacedServer(.init())
        var plan = LoadPlan.test(server.port, .keepAlive, concurrency: 4, milliseconds: 5000, requests: 100)
        plan.warmUp = .milliseconds(150)
        let result = try LoadGenerator.run(plan)
        server.stop()
        #expect(result.completed == 100)
        #expect(result.warmUpRequests > 0)
        #expect(result.requestsSent == 100 + result.warmUpRequests)
        #expect(result.requestsSent == server.requests)
        #expect(result.elapsed < .seconds(4))
    }

    @Test("The time of day is the window's, not the warm-up's")
    func wallClock() throws {
        let server = try PacedServer(.init())
        var plan = LoadPlan.test(server.port, .keepAlive, concurrency: 1, milliseconds: 50)
        plan.warmUp = .milliseconds(300)
        let before = WallClock.now()
        let result = try LoadGenerator.run(plan)
        let after = WallClock.now()
        server.stop()
        #expect(result.wallClockStart >= before + 300_000_000)
        #expect(result.wallClockStart <= after - 50_000_000)
    }
}
