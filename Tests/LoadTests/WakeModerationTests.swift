@testable import Load
import Testing

@Suite struct WakeModerationTests {
    @Test(
        "A nap is a small share of a request's mean time, bounded, and none where it would save nothing",
        arguments: [
            (0, 0), (159_999, 0), (160_000, 5000), (640_000, 20_000), (1_280_000, 40_000), (60_000_000_000, 40_000),
        ]
    )
    func length(meanTime: UInt64, nap: UInt64) {
        #expect(WakeModeration.nap(meanTime: meanTime) == nap)
    }

    @Test("A nap leaves at least seven eighths of the requests with the server, and follows news only")
    func enough() {
        #expect(!WakeModeration.leavesEnough(found: 0, active: 256))
        #expect(!WakeModeration.leavesEnough(found: 1, active: 7))
        #expect(WakeModeration.leavesEnough(found: 1, active: 8))
        #expect(WakeModeration.leavesEnough(found: 4, active: 32))
        #expect(!WakeModeration.leavesEnough(found: 5, active: 32))
        #expect(!WakeModeration.leavesEnough(found: 256, active: 256))
    }

    @Test("The mean that naps are measured by is that of the durations recorded")
    func mean() {
        var recorder = LatencyRecorder()
        #expect(recorder.mean == 0)
        for nanoseconds: UInt64 in [1000, 2000, 6000] { recorder.record(nanoseconds) }
        #expect(recorder.mean == 3000)
    }

    /// A server that takes 2 ms for each answer, and so always has nearly all of the requests.
    private func load(concurrency: Int, _ change: (inout LoadPlan) -> Void = { _ in }) throws -> LoadResult {
        let server = try PacedServer(.init(delays: (0..<61).map { 2_000_000 + $0 * 11_000 }))
        defer { server.stop() }
        var plan = LoadPlan.test(server.port, .keepAlive, concurrency: concurrency, milliseconds: 400)
        change(&plan)
        return try LoadGenerator.run(plan)
    }

    @Test("A closed loop of many connections naps, but in no turn twice")
    func many() throws {
        let result = try load(concurrency: 32)
        let worker = try #require(result.workers.first)
        #expect(worker.naps > 20)
        #expect(worker.naps <= result.completed)
    }

    @Test("A loop of few connections never does, whose server would have to wait")
    func few() throws {
        #expect(try load(concurrency: 7).workers.first?.naps == 0)
    }

    @Test("An open loop never does: what is due is due by the clock")
    func paced() throws {
        let result = try load(concurrency: 64) { $0.pacing = .open(rate: 4000, arrivals: .constant) }
        #expect(result.completed > 500)
        #expect(result.workers.first?.naps == 0)
    }
}
