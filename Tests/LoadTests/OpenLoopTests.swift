import Linux
@testable import Load
import Testing

/// An open loop begins as many requests as are due, no more, and says which had to wait.
@Suite struct OpenLoopTests {
    @Test(
        "The rate is kept, over one worker or three, by either kind of arrivals",
        arguments: [1, 3],
        [Pacing.Arrivals.constant, .poisson(seed: 9)]
    )
    func rate(workers: Int, arrivals: Pacing.Arrivals) throws {
        let server = try PacedServer(.init())
        var plan = LoadPlan.test(server.port, .keepAlive, concurrency: 12, workers: workers, milliseconds: 1000)
        plan.pacing = .open(rate: 800, arrivals: arrivals)
        let result = try LoadGenerator.run(plan)
        server.stop()
        #expect(result.failures.isEmpty)
        let due = result.begun + result.unsent
        if arrivals == .constant {
            #expect(due == 800)
        } else {
            // Six standard deviations of a Poisson count.
            #expect((800 - 170...800 + 170).contains(due))
        }
        #expect(result.requestsSent == server.requests)
        #expect(result.requestsSent == result.begun)
        #expect(result.pacingErrors?.count == result.begun - result.delayed)
        #expect(result.responseTimes?.count == result.completed)
    }

    @Test("Too few connections: those that waited are counted, and those never begun")
    func delayed() throws {
        let server = try PacedServer(.init(delays: [20_000_000]))
        var plan = LoadPlan.test(server.port, .keepAlive, concurrency: 2, milliseconds: 1000)
        plan.pacing = .open(rate: 1000, arrivals: .constant)
        let result = try LoadGenerator.run(plan)
        server.stop()
        // Two connections carry 100 a second at most.
        #expect((60...102).contains(result.begun))
        #expect(result.begun + result.unsent == 1000)
        #expect(result.delayed == result.begun - 2)
        // The last to end was due when there was a tenth of the time gone, and ended at the end of the second.
        #expect(try #require(result.responseTimes).maximum > 850_000_000)
        #expect(result.total.p50 < 60_000)
    }

    @Test("The bound on requests holds, and the load ends with the last of them, not with the next that would be due")
    func bound() throws {
        let server = try PacedServer(.init())
        var plan = LoadPlan.test(server.port, .keepAlive, concurrency: 4, milliseconds: 20_000, requests: 2)
        // The second is due after 100 ms, and the third would be after ten seconds more than that, if it came.
        plan.pacing = .open(rate: 10, arrivals: .constant)
        let start = MonotonicClock.now()
        let result = try LoadGenerator.run(plan)
        #expect(MonotonicClock.now() - start < 180_000_000 + 2_000_000_000)
        #expect(result.completed == 2)
        #expect(result.unsent == 0)
        plan.pacing = .open(rate: 0.1, arrivals: .constant)
        plan.maximumRequests = 1
        let alone = MonotonicClock.now()
        #expect(try LoadGenerator.run(plan).completed == 1)
        #expect(MonotonicClock.now() - alone < 5_000_000_000)
        server.stop()
    }

    @Test("Failures are paced too: a refusing port gets the requests that are due")
    func refused() throws {
        let port: UInt16
        do { port = try TCPSocket.localPort(TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 1)) }
        var plan = LoadPlan.test(port, concurrency: 16, milliseconds: 500)
        plan.pacing = .open(rate: 200, arrivals: .constant)
        let result = try LoadGenerator.run(plan)
        #expect(result.begun + result.unsent == 100)
        #expect(result.failures[.connectRefused, default: 0] >= 95)
    }

    @Test("A raised flag ends an open loop at once; what was not due by then is not unsent")
    func stopped() throws {
        let server = try PacedServer(.init())
        let flag = StopFlag()
        var plan = LoadPlan.test(server.port, .keepAlive, concurrency: 4, milliseconds: 60_000)
        plan.pacing = .open(rate: 500, arrivals: .constant)
        Thread.detach {
            while server.requests < 50 {}
            flag.raise()
        }
        let result = try LoadGenerator.run(plan, stop: flag)
        server.stop()
        #expect(result.elapsed < .seconds(20))
        #expect(result.begun >= 50)
        #expect(abs(Double(result.begun + result.unsent) - result.elapsed / .milliseconds(2)) <= 1.5)
    }
}
