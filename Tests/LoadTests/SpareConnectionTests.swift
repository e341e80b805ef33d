import Linux
@testable import Load
import Testing

extension TruthTests {
    @Suite(.serialized) struct SpareConnectionTests {
        @Test("With connections to spare no request is said to have waited for one", arguments: [1, 2])
        func notDelayed(workers: Int) throws {
            try Quiet.run {
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
                return Quiet.Run(result, serverWaiting: server.stop().waiting)
            } faults: { run in
                let result = run.value
                let late = try #require(result.pacingErrors).nanoseconds(atPercent: 99)
                var faults = Faults()
                faults.expect(result.begun + result.unsent == 6000, "\(result.begun) begun, \(result.unsent) unsent")
                faults.expect(result.delayed == 0, "\(result.delayed) delayed")
                faults.expect(result.unsent <= 1, "\(result.unsent) unsent")
                faults.expect(late < 1_000_000, "one request of 100 left \(late) ns late or more")
                return faults
            }
        }
    }
}
