package import Load

/// One point of a sweep: a load at one concurrency; a line of the sweep's CSV.
package struct SweepRow: Hashable, Sendable {
    package static let header =
        [
            "repeat", "concurrency", "seconds", "completed", "failed", "unfinished", "qps", "p50_us", "p90_us",
            "p99_us",
            "p999_us", "connect_p99_us", "cpu_us_per_request", "mean_concurrency", "syn_retransmits", "limit",
            "interrupted",
        ].joined(separator: ",") + "\n"

    /// From 1.
    package var round: Int
    package var concurrency: Int
    package var seconds: Double
    package var completed: Int
    package var failed: Int
    package var unfinished: Int
    package var rate: Double
    /// Microseconds, as `connect`'s are.
    package var total: LatencyPhase
    package var connect: LatencyPhase
    package var cpuPerRequest: Double
    package var meanConcurrency: Double
    package var synRetransmits: UInt64?
    package var verdict: LoadLimit.Verdict
    package var isInterrupted: Bool

    package init(round: Int, load: FinishedLoad) {
        let result = load.result
        self.round = round
        concurrency = load.plan.concurrency
        seconds = load.seconds
        completed = result.completed
        failed = result.failed
        unfinished = result.unfinished
        rate = result.rate
        total = result.total
        connect = result.connect
        cpuPerRequest = load.userCPU + load.systemCPU
        meanConcurrency = result.meanConcurrency
        synRetransmits = load.headroom.synRetransmits
        verdict = load.limit.verdict
        isInterrupted = load.isInterrupted
    }

    /// The line, ended by a line feed; what is not known is empty.
    package var line: String {
        let times = [total.p50, total.p90, total.p99, total.p999, connect.p99].map { FixedPoint.text($0) }
        let cells =
            ["\(round)", "\(concurrency)", FixedPoint.text(seconds, 6), "\(completed)", "\(failed)", "\(unfinished)"]
            + [FixedPoint.text(rate)] + times
            + [
                FixedPoint.text(cpuPerRequest), FixedPoint.text(meanConcurrency),
                synRetransmits.map { "\($0)" } ?? "", verdict.rawValue, isInterrupted ? "1" : "0",
            ]
        return cells.joined(separator: ",") + "\n"
    }
}
