import Foundation
import Linux
@testable import Load
import Testing

extension TruthTests {
    /// What `npbench load` reports of its waits is what the server knows of its answers, and the way there and back.
    ///
    /// The generator is the release build, as users run it: unoptimised code takes a good part of the tolerance for itself.
    @Suite(.serialized) struct LatencyTruthTests {
        struct Mode: Sendable, CustomTestStringConvertible {
            var keepsAlive: Bool
            /// Of an open loop.
            var arrivals: Pacing.Arrivals?

            /// A thousand requests a second or little more: what waits in a busy generator's queue is no error of its clock.
            var flags: [String] {
                let pace: [String] =
                    switch arrivals {
                    case nil: ["-c", "8"]
                    case .constant: ["-c", "64", "--rate", "1000"]
                    case .poisson(let seed):
                        ["-c", "64", "--rate", "1000", "--arrivals", "poisson", "--seed", "\(seed)"]
                    }
                return pace + (keepsAlive ? ["-k"] : [])
            }

            /// When its requests are due, in nanoseconds after its start.
            func dueTimes(_ count: Int) -> [UInt64] {
                var pacer = Pacer(rate: 1000, arrivals: arrivals ?? .constant, worker: 0, of: 1)
                return (0..<count).map { _ in
                    defer { pacer.advance() }
                    return pacer.due
                }
            }

            var testDescription: String { flags.joined(separator: " ") }
        }

        struct Measured {
            var load: ReportedLoad
            var exchanges: [PacedServer.Exchange]
            /// Nanoseconds of a request beside the server's delay, as a bare client sees it.
            var overhead: Double
        }

        static let modes: [Mode] = [
            Mode(keepsAlive: true), Mode(keepsAlive: false),
            Mode(keepsAlive: true, arrivals: .poisson(seed: 5)), Mode(keepsAlive: false, arrivals: .constant),
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
            let count = 4000
            let cpus = try Quiet.cpus()
            let command = try BuiltBenchmarks.releasedCommand()
            try Quiet.run {
                let overhead = try BareClient.overhead(keepsAlive: mode.keepsAlive, cpus: cpus)
                let server = try PacedServer(
                    .init(delays: Self.delays(count), log: count, spins: true, cpu: cpus.server)
                )
                let load = try ReportedLoad(
                    command,
                    mode.flags + [
                        "-n", "\(count)", "--threads", "1", "--cpus", "\(cpus.generator)", "--timeout", "2s",
                        "--connect-timeout", "2s", "http://127.0.0.1:\(server.port)/",
                    ]
                )
                let (exchanges, waiting) = server.stop()
                return Quiet.Run(
                    value: Measured(load: load, exchanges: exchanges, overhead: Double(overhead)),
                    requests: load.document.counts.begun,
                    waiting: max(load.document.waiting, waiting)
                )
            } faults: { run in
                try faults(in: run.value, count: count, mode)
            }
        }

        private func faults(in measured: Measured, count: Int, _ mode: Mode) throws -> Faults {
            var faults = Faults()
            let (load, exchanges) = (measured.load, measured.exchanges)
            let counts = load.document.counts
            faults.expect(counts.completed == count, "\(counts.completed) completed, not \(count)")
            faults.expect(counts.failed == 0, "\(counts.failed) failed")
            let answered = exchanges.count { $0.sent > 0 }
            faults.expect(answered == count, "the server answered \(answered) requests, not \(count)")
            guard answered == count else { return faults }
            let held = exchanges.map { $0.sent - $0.received }.sorted()
            // What the server cannot know: the way to it and back, and ...
            let way = measured.overhead
            faults.expect(way < 150_000, "this machine takes \(way) ns to and from a server, too long to tell")
            // ... in this mode the connect before it, a phase of its own.
            let connect = mode.keepsAlive ? 0 : try #require(load.document.phases["connect"]).p50Us * 1000
            faults.expect(connect < 100_000, "a connect takes \(connect) ns")
            try compare("wait", load, held, extra: way, &faults)
            try compare("total", load, held, extra: way + connect, &faults)
            guard mode.arrivals != nil else { return faults }
            // Of a response the server knows when it was due, but for when the first was: that is when the request came that
            // came soonest after its time, less its way and what the generator says that it was late.
            let pacing = try #require(load.document.pacing)
            let due = mode.dueTimes(count)
            let start = zip(exchanges, due).map { $0.received &- $1 }.min() ?? 0
            let responses = zip(exchanges, due).map { $0.sent &- $1 &- start }.sorted()
            try compare("response", load, responses, extra: way + connect + pacing.error.minimumUs * 1000, &faults)
            faults.expect(pacing.delayedRequests == 0, "\(pacing.delayedRequests) delayed")
            faults.expect(pacing.unsentRequests == 0, "\(pacing.unsentRequests) unsent")
            return faults
        }

        /// Every percentile to 99.9 of those that the histogram's file has, give or take one request in a thousand.
        private func compare(
            _ phase: String,
            _ load: ReportedLoad,
            _ known: [UInt64],
            extra: Double,
            _ faults: inout Faults
        ) throws {
            let rows = try #require(load.histograms[phase]).filter { $0.percentile <= 99.9 }
            faults.expect(rows.count > 30, "the histogram of \(phase) has only \(rows.count) percentiles to 99.9")
            for row in rows {
                let ranks = [-known.count / 1000, known.count / 1000].map { known.indices.clamp(row.count - 1 + $0) }
                let truth = ranks.map { Double(known[$0]) + extra }
                faults.expect(
                    row.microseconds * 1000 >= truth[0] * 0.99 - 50_000
                        && row.microseconds * 1000 <= truth[1] * 1.01 + 50_000,
                    "\(phase) p\(row.percentile): \(row.microseconds) us, not \(truth[0] / 1000) to \(truth[1] / 1000) us"
                )
            }
        }
    }
}

extension Range<Int> {
    /// The member nearest to `value`; the range must have one.
    fileprivate func clamp(_ value: Int) -> Int { Swift.min(Swift.max(value, lowerBound), upperBound - 1) }
}
