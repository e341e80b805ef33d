import Linux
@testable import Load
import Testing

extension TruthTests {
    @Suite(.serialized) struct SpareConnectionTests {
        @Test("With connections to spare no request is said to have waited for one", arguments: [1, 2])
        func notDelayed(workers: Int) throws {
            let run = try Quiet.run {
                // Answers come at all times between requests, so that ends and due times often meet in a turn of the loop.
                let server = try PacedServer(.init(delays: (0..<97).map { $0 * 41_000 }))
                var plan = LoadPlan.test(
                    server.port,
                    .keepAlive,
                    concurrency: 64,
                    workers: workers,
                    milliseconds: 2000
                )
                plan.pacing = .open(rate: 3000, arrivals: .constant)
                let result = try LoadGenerator.run(plan)
                return ((), result, server.stop().waiting)
            }
            #expect(run.result.begun + run.result.unsent == 6000)
            #expect(run.result.delayed == 0)
            #expect(run.result.unsent <= 1)
            #expect(try #require(run.result.pacingErrors).nanoseconds(atPercent: 99) < 1_000_000)
        }
    }
}
