@testable import Load
import Testing

/// Who was the limit, by the figures of a result alone.
@Suite struct LoadLimitTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        /// Each worker's share of the window running, and waiting for a CPU.
        var workers: [(busy: Double, waiting: Double)]
        var completed = 1000
        /// Pacing errors in microseconds, of an open loop.
        var pacing: [UInt64]?
        var delayed = 0
        var unsent = 0
        var verdict: LoadLimit.Verdict
        var words: String

        var testDescription: String { name }

        var result: LoadResult {
            var result = LoadResult()
            result.elapsed = .seconds(10)
            result.completed = completed
            result.delayed = delayed
            result.unsent = unsent
            result.workers = workers.map { worker in
                WorkerUse(
                    cpu: nil,
                    userTime: .seconds(10) * worker.busy * 0.25,
                    systemTime: .seconds(10) * worker.busy * 0.75,
                    waitTime: .seconds(10) * worker.waiting,
                    elapsed: .seconds(10)
                )
            }
            if let pacing {
                var recorder = LatencyRecorder()
                for value in pacing { recorder.record(value * 1000) }
                result.pacingErrors = recorder
            }
            return result
        }
    }

    /// A hundred errors of which the highest two are `late` microseconds.
    private static func errors(late: UInt64) -> [UInt64] { [UInt64](repeating: 20, count: 98) + [late, late] }

    static let cases: [Case] = [
        Case(
            name: "nothing completed",
            workers: [(0.99, 0)],
            completed: 0,
            verdict: .undetermined,
            words: "no request completed"
        ),
        Case(name: "no worker", workers: [], verdict: .serverBound, words: "0 %"),
        Case(name: "full", workers: [(0.97, 0)], verdict: .clientBound, words: "97 %"),
        Case(name: "just full", workers: [(0.9, 0)], verdict: .clientBound, words: "90 %"),
        Case(name: "almost full", workers: [(0.89, 0)], verdict: .undetermined, words: "89 %"),
        Case(name: "neither", workers: [(0.75, 0)], verdict: .undetermined, words: "neither idle nor full"),
        Case(name: "idle", workers: [(0.74, 0)], verdict: .serverBound, words: "74 %"),
        Case(name: "asleep", workers: [(0.01, 0)], verdict: .serverBound, words: "waited for responses"),
        Case(
            name: "one of three full",
            workers: [(0.2, 0), (0.95, 0), (0.1, 0)],
            verdict: .clientBound,
            words: "95 %"
        ),
        Case(name: "starved", workers: [(0.6, 0.35)], verdict: .clientBound, words: "35 % of the time for a CPU"),
        Case(name: "starved a little", workers: [(0.84, 0.07)], verdict: .undetermined, words: "84 %"),
        Case(name: "starved, yet idle", workers: [(0.3, 0.3)], verdict: .serverBound, words: "30 %"),
        Case(
            name: "paced and kept",
            workers: [(0.3, 0)],
            pacing: errors(late: 500),
            verdict: .undetermined,
            words: "was kept"
        ),
        Case(
            name: "paced, full, punctual",
            workers: [(0.95, 0)],
            pacing: errors(late: 900),
            verdict: .undetermined,
            words: "was kept"
        ),
        Case(
            name: "paced, full, late",
            workers: [(0.95, 0)],
            pacing: errors(late: 5000),
            verdict: .clientBound,
            words: "late or more"
        ),
        Case(
            name: "paced, starved, late",
            workers: [(0.6, 0.35)],
            pacing: errors(late: 5000),
            verdict: .clientBound,
            words: "late or more"
        ),
        Case(
            name: "paced, late without being full",
            workers: [(0.4, 0)],
            pacing: errors(late: 5000),
            verdict: .undetermined,
            words: "was kept"
        ),
        Case(
            name: "paced, no connection free",
            workers: [(0.4, 0)],
            pacing: errors(late: 50),
            delayed: 20,
            verdict: .serverBound,
            words: "2 % of the requests"
        ),
        Case(
            name: "paced, one in a hundred waited",
            workers: [(0.4, 0)],
            pacing: errors(late: 50),
            delayed: 10,
            verdict: .undetermined,
            words: "was kept"
        ),
        Case(
            name: "paced, never begun",
            workers: [(0.4, 0)],
            pacing: errors(late: 50),
            unsent: 1000,
            verdict: .serverBound,
            words: "50 % of the requests"
        ),
        Case(
            name: "paced, full, no connection free",
            workers: [(0.95, 0)],
            pacing: errors(late: 50),
            delayed: 500,
            verdict: .clientBound,
            words: "50 % of the requests"
        ),
    ]

    @Test("The verdict follows from the shares", arguments: cases)
    func verdict(example: Case) {
        let limit = LoadLimit(example.result)
        #expect(limit.verdict == example.verdict)
        #expect(limit.reason.contains(example.words), "\(limit.reason)")
        #expect(!limit.reason.contains("\n") && !limit.reason.hasSuffix("."))
    }

    @Test("Shares are of the window and never more than whole")
    func shares() {
        let use = WorkerUse(
            cpu: 1,
            userTime: .seconds(1),
            systemTime: .seconds(2),
            waitTime: .seconds(30),
            elapsed: .seconds(10)
        )
        #expect(use.busyShare == 0.3)
        #expect(use.waitShare == 1)
        let none = WorkerUse(cpu: nil, userTime: .seconds(1), systemTime: .zero, waitTime: .zero, elapsed: .zero)
        #expect(none.busyShare == 0)
    }
}
