import Linux
@testable import Load
import Testing

extension TruthTests {
    /// An open loop over a server that stalls for a second: what users see is in the response times, not in the wire's.
    @Suite(.serialized) struct StallTests {
        private static let rate = 1000.0
        private static let seconds = 5.0
        private static let concurrency = 20
        /// What each answer takes, in nanoseconds.
        private static let service: UInt64 = 4_000_000
        private static let stall: Range<UInt64> = 2_000_000_000..<3_000_000_000

        /// The same loop on paper: requests due at a constant pace, each taken by the connection that is free first.
        ///
        /// Returns response times, and wire times, in ascending order. `overhead` is what a request takes beside the server's delay.
        private static func expectation(overhead: UInt64) -> (responses: [UInt64], totals: [UInt64], delayed: Int) {
            var free = [UInt64](repeating: 0, count: concurrency)
            var responses: [UInt64] = []
            var totals: [UInt64] = []
            var delayed = 0
            for number in 0..<Int(rate * seconds) {
                let due = UInt64(Double(number) * 1e9 / rate)
                let slot = free.indices.min { free[$0] < free[$1] } ?? 0
                let begin = max(due, free[slot])
                if begin > due { delayed += 1 }
                var end = begin + service
                if end >= stall.lowerBound { end = max(end, stall.upperBound) }
                end += overhead
                free[slot] = end
                responses.append(end - due)
                totals.append(end - begin)
            }
            return (responses.sorted(), totals.sorted(), delayed)
        }

        @Test(
            "Response times run from when requests were due; wire times hide the stall",
            arguments: [LoadPlan.Connections.keepAlive, .perRequest]
        )
        func stall(connections: LoadPlan.Connections) throws {
            let cpus = try Quiet.cpus()
            try Quiet.run {
                let server = try PacedServer(
                    .init(delays: [Self.service], stall: Self.stall, log: 10_000, spins: true, cpu: cpus.server)
                )
                var plan = LoadPlan.test(
                    server.port,
                    connections,
                    concurrency: Self.concurrency,
                    milliseconds: Int(Self.seconds * 1000)
                )
                plan.pacing = .open(rate: Self.rate, arrivals: .constant)
                plan.cpus = [cpus.generator]
                plan.responseTimeout = .seconds(5)
                plan.recordCapacity = 10_000
                let result = try LoadGenerator.run(plan)
                return Quiet.Run(result, serverWaiting: server.stop().waiting)
            } faults: { run in
                try faults(of: run.value)
            }
        }

        private func faults(of result: LoadResult) throws -> Faults {
            var faults = Faults()
            let response = try #require(result.responseTimes)
            let pacing = try #require(result.pacingErrors)
            // The overhead is the median's: that of a request outside the stall, where nothing queues.
            let overhead = result.totalTimes.nanoseconds(atPercent: 50) &- Self.service
            faults.expect(overhead < 250_000, "a request takes \(overhead) ns beside the server's delay")
            guard overhead < 10_000_000 else { return faults }
            let expected = Self.expectation(overhead: overhead)
            let count = expected.responses.count
            // Those under way at the end are not completed: four of them are in the server.
            faults.expect((count - 6...count).contains(result.completed), "\(result.completed) completed of \(count)")
            faults.expect(result.failures.isEmpty, "failures: \(result.failures)")
            faults.expect(result.unsent <= 1, "\(result.unsent) unsent")
            // Due in the stall, less what was taken at its begin, and while the rest was worked off.
            faults.expect(
                abs(result.delayed - expected.delayed) <= expected.delayed / 20,
                "\(result.delayed) delayed, not \(expected.delayed)"
            )

            for percent in [10, 50, 70, 80, 85, 90, 95, 99, 99.9] {
                // The rest is worked off by bursts, which take a little longer each: half a percent of the ranks.
                let truths = [percent - 0.5, min(100, percent + 0.5)].map { percent in
                    Double(expected.responses[max(1, Int((percent / 100 * Double(count)).rounded(.up))) - 1])
                }
                let found = Double(response.nanoseconds(atPercent: percent))
                faults.expect(
                    found >= truths[0] * 0.98 - 2_000_000 && found <= truths[1] * 1.02 + 2_000_000,
                    "p\(percent): \(found / 1e6) ms, not \(truths[0] / 1e6) to \(truths[1] / 1e6) ms"
                )
            }
            let slow = response.counters.filter { $0.highest > 500_000_000 }.reduce(0) { $0 + Int($1.count) }
            let expectedSlow = expected.responses.count { $0 > 500_000_000 }
            faults.expect(expectedSlow > 500, "on paper only \(expectedSlow) are slow")
            faults.expect(abs(slow - expectedSlow) <= expectedSlow / 25, "\(slow) are slow, not \(expectedSlow)")
            // On the wire only those that were under way saw it: 20 of 5000.
            let wire = result.totalTimes
            faults.expect(wire.nanoseconds(atPercent: 99) < 100_000_000, "p99 of the wire sees the stall")
            let stalled = wire.counters.filter { $0.highest > 500_000_000 }.reduce(0) { $0 + $1.count }
            faults.expect(stalled >= 15 && stalled <= 20, "\(stalled) see the stall on the wire")
            let late = pacing.nanoseconds(atPercent: 99)
            faults.expect(late < 5_000_000, "one request of 100 left \(late) ns late or more")
            faults.expect(pacing.count + result.delayed == result.begun, "pacing has \(pacing.count) times")
            linear(result.records, &faults)
            return faults
        }

        /// Of requests due in the stall, the response time falls by as much as they were due later.
        private func linear(_ records: [RequestRecord], _ faults: inout Faults) {
            let stalled = records.filter { record in
                let due = record.begin &- record.late
                return due > Self.stall.lowerBound + 30_000_000 && due < Self.stall.upperBound
            }
            faults.expect((960...972).contains(stalled.count), "\(stalled.count) were due in the stall")
            for record in stalled {
                let due = Double(record.begin - record.late)
                let response = Double(record.late + record.total)
                // Those before it in the queue take the connections first, 20 at a time.
                let queued = (due - Double(Self.stall.lowerBound)) * Self.rate / 1e9
                let least = Double(Self.stall.upperBound) - due
                let most = least + queued / Double(Self.concurrency) * 4.6e6 + 10e6
                faults.expect(
                    response >= least - 2e6 && response <= most,
                    "due at \(due / 1e6) ms: \(response / 1e6) ms, not \(least / 1e6) to \(most / 1e6) ms"
                )
            }
        }
    }
}
