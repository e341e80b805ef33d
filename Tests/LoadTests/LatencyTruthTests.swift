import Foundation
import Linux
@testable import Load
import Testing

extension TruthTests {
    /// What the generator says of its waits is what the server knows of its answers.
    @Suite(.serialized) struct LatencyTruthTests {
        private static let percents = [10, 50, 75, 90, 95, 99, 99.9]

        struct Mode: Sendable, CustomTestStringConvertible {
            var connections: LoadPlan.Connections
            var pacing: Pacing
            var concurrency: Int

            var testDescription: String { "\(connections), \(pacing)" }
        }

        static let modes: [Mode] = [
            Mode(connections: .keepAlive, pacing: .closed, concurrency: 32),
            Mode(connections: .perRequest, pacing: .closed, concurrency: 32),
            Mode(connections: .keepAlive, pacing: .open(rate: 3000, arrivals: .poisson(seed: 5)), concurrency: 256),
            Mode(connections: .perRequest, pacing: .open(rate: 3000, arrivals: .constant), concurrency: 256),
        ]

        /// A mixture in nanoseconds: constant, uniform, exponential, and a tail of 100 ms.
        private static func delays(_ count: Int) -> [UInt64] {
            var random = TestRandom(seed: 20261125)
            return (0..<count).map { _ in
                switch random.below(100) {
                case ..<30: 1_000_000
                case ..<70: 1_000_000 + UInt64(random.below(19_000_000))
                case ..<98: UInt64(-log(1 - Double(random.below(1 << 30)) / Double(1 << 30)) * 5e6)
                default: 100_000_000
                }
            }
        }

        @Test("Percentiles are those that the server logged, to 1 % and 50 us", arguments: modes)
        func percentiles(mode: Mode) throws {
            let count = 8000
            let cpus = try Quiet.cpus()
            let run = try Quiet.run {
                let server = try PacedServer(
                    .init(delays: Self.delays(count), log: count, spins: true, cpu: cpus.server)
                )
                var plan = LoadPlan.test(
                    server.port,
                    mode.connections,
                    concurrency: mode.concurrency,
                    milliseconds: 20_000,
                    requests: count
                )
                plan.pacing = mode.pacing
                plan.cpus = [cpus.generator]
                plan.connectTimeout = .seconds(2)
                plan.responseTimeout = .seconds(2)
                let result = try LoadGenerator.run(plan)
                let (exchanges, waiting) = server.stop()
                return (exchanges, result, waiting)
            }
            let result = run.result
            #expect(result.completed == count)
            #expect(result.failures.isEmpty)
            try #require(run.value.count == count && run.value.allSatisfy { $0.sent > 0 })
            let held = run.value.map { $0.sent - $0.received }.sorted()
            // What the server cannot know: in this mode a total has a connect before it, whose time is a phase of its own.
            let connect = mode.connections == .perRequest ? result.connectTimes.nanoseconds(atPercent: 50) : 0
            #expect(connect < 100_000)
            compare("wait", result.waitTimes, held, extra: 0)
            compare("total", result.totalTimes, held, extra: connect)
            guard let response = result.responseTimes else { return }
            compare("response", response, held, extra: connect)
            #expect(result.delayed == 0)
            #expect(result.unsent == 0)
        }

        private func compare(_ name: String, _ recorder: LatencyRecorder, _ held: [UInt64], extra: UInt64) {
            #expect(recorder.count == held.count)
            for percent in Self.percents {
                let rank = max(1, Int((percent / 100 * Double(held.count)).rounded(.up)))
                let truth = Double(held[rank - 1]) + Double(extra)
                let found = Double(recorder.nanoseconds(atPercent: percent))
                #expect(
                    abs(found - truth) <= truth / 100 + 50_000,
                    "\(name) p\(percent): \(found / 1000) us, of which the server held \(truth / 1000) us"
                )
            }
        }
    }
}
