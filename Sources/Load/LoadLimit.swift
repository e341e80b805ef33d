/// Who kept a load from being faster: the generator, or what it loaded.
package struct LoadLimit: Hashable, Sendable {
    package enum Verdict: String, Sendable, CaseIterable {
        /// The generator had no time left: the figures say what it can do, not what the server can.
        case clientBound = "client-bound"
        /// The generator waited for responses: the server, or the way to it, was the limit.
        case serverBound = "server-bound"
        case undetermined
    }

    package var verdict: Verdict
    /// Why, as one sentence.
    package var reason: String

    /// A worker that runs for this share of the window has no room for more requests.
    static let busy = 0.9
    /// A worker that runs for less than this share mostly waits for responses.
    static let waiting = 0.75
    /// A worker that waits this share of the window for a CPU was held up by somebody else on it.
    static let starved = 0.1
    /// An open loop whose requests begin this late (99th percentile) does not keep its own pace, in microseconds.
    static let late = 1000.0
    /// An open loop in which this share of the requests found no free connection did not keep its rate.
    static let behind = 0.01

    /// The verdict on a result, by its busiest worker.
    ///
    /// The client's share of a request includes the kernel's work on its CPU, and over loopback or veth pairs a good
    /// part of the *server's* packets are handled there too: client-bound means bound by that CPU.
    package init(_ result: LoadResult) {
        guard result.completed > 0 else {
            self.init(.undetermined, "no request completed")
            return
        }
        let busiest = result.workers.max { $0.busyShare < $1.busyShare }
        let busy = busiest?.busyShare ?? 0
        let starved = result.workers.map(\.waitShare).max() ?? 0
        let used = "the busiest worker ran \(LoadLimit.percent(busy)) of the time"
        if let pacing = result.pacingErrors?.phase {
            self.init(paced: result, busy: busy + starved, late: pacing.p99, used: used)
        } else if busy >= LoadLimit.busy {
            self.init(.clientBound, used)
        } else if starved >= LoadLimit.starved, busy + starved >= LoadLimit.busy {
            let waited = LoadLimit.percent(starved)
            self.init(.clientBound, "a worker waited \(waited) of the time for a CPU that somebody else had")
        } else if busy + starved < LoadLimit.waiting {
            self.init(.serverBound, "\(used) and waited for responses else")
        } else {
            self.init(.undetermined, "\(used), which is neither idle nor full")
        }
    }

    /// The verdict on an open loop, where a rate that was kept says nothing about limits.
    private init(paced result: LoadResult, busy: Double, late: Double, used: String) {
        let behind = Double(result.delayed + result.unsent) / Double(max(1, result.begun + result.unsent))
        if late > LoadLimit.late, busy >= LoadLimit.busy {
            self.init(.clientBound, "\(used), and 1 % of the requests began \(Int(late)) us late or more")
        } else if behind > LoadLimit.behind {
            let share = LoadLimit.percent(behind)
            let waited = "\(share) of the requests had to wait for a free connection"
            self.init(busy >= LoadLimit.busy ? .clientBound : .serverBound, "\(waited), and \(used)")
        } else {
            self.init(.undetermined, "the rate asked for was kept, so neither side was at its limit; \(used)")
        }
    }

    private static func percent(_ share: Double) -> String {
        "\(Int((share * 100).rounded())) %"
    }

    private init(_ verdict: Verdict, _ reason: String) {
        self.verdict = verdict
        self.reason = reason
    }
}
