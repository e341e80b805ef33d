import Foundation

/// What a tool says of its load.
package struct ToolReport: Equatable, Sendable {
    /// Requests that were answered as they should be.
    package var completed: Int
    /// Requests that were not, for whatever cause.
    package var failed: Int
    /// The time that the tool relates its requests to.
    package var seconds: Double

    package init(completed: Int, failed: Int, seconds: Double) {
        self.completed = completed
        self.failed = failed
        self.seconds = seconds
    }

    /// Reads what `tool` printed on standard output.
    package init(of tool: LoadTool, output: String) throws(PeerError) {
        let text = ReportText(tool: tool, text: output)
        switch tool {
        case .npbench: try self.init(npbench: output)
        case .ab: try self.init(ab: text)
        case .wrk: try self.init(wrk: text)
        case .hey: try self.init(hey: text)
        case .h2load: try self.init(h2load: text)
        }
    }

    /// Requests completed a second.
    package var qps: Double { seconds > 0 ? Double(completed) / seconds : 0 }

    /// ab counts failures and what is not 2xx among the complete requests, some failures more than once, and a connection
    /// that was closed without a word as complete.
    private init(ab text: ReportText) throws(PeerError) {
        let all = try text.number("Complete requests:")
        let isMute = try text.number("Total transferred:") == 0
        let bad = try text.number("Failed requests:") + (text.optional("Non-2xx responses:") ?? 0)
        let failed = isMute ? max(all, bad) : bad
        self.init(
            completed: max(0, Int(all - failed)),
            failed: Int(failed),
            seconds: try text.number("Time taken for tests:")
        )
    }

    /// wrk rounds its time to 10 ms; the time behind its rate is exact.
    private init(wrk text: ReportText) throws(PeerError) {
        let all = try text.number(before: "requests in")
        let rate = try text.number("Requests/sec:")
        let bad = text.optional("Non-2xx or 3xx responses:") ?? 0
        self.init(
            completed: Int(all - bad),
            failed: Int(bad) + text.sum("Socket errors:"),
            seconds: rate > 0 ? all / rate : 0
        )
    }

    /// hey lists answers by status as `[200] 34 responses`, and what failed as `[5] Get ...: reason`.
    private init(hey text: ReportText) throws(PeerError) {
        let seconds = try text.number("Total:")
        let statuses = try text.bracketed(below: "Status code distribution:")
        let good = statuses.filter { (200..<300).contains($0.key) }.reduce(0) { $0 + $1.value }
        let all = statuses.reduce(0) { $0 + $1.value }
        let errors = text.brackets(below: "Error distribution:").reduce(0, +)
        self.init(completed: good, failed: all - good + errors, seconds: seconds)
    }

    /// h2load says `requests: 9 total, 9 started, 9 done, 9 succeeded, 0 failed, 0 errored, 0 timeout`; errored ones are
    /// among the failed, and the time is rounded where the rate is not.
    private init(h2load text: ReportText) throws(PeerError) {
        let counts = try text.counts("requests:")
        guard let succeeded = counts["succeeded"], let failed = counts["failed"] else {
            throw text.missing("succeeded and failed requests")
        }
        let rate = try text.number(before: "req/s,")
        self.init(completed: succeeded, failed: failed, seconds: rate > 0 ? Double(succeeded) / rate : 0)
    }

    private init(npbench text: String) throws(PeerError) {
        struct Document: Decodable {
            struct Counts: Decodable {
                var completed: Int
                var failed: Int
            }

            struct Rates: Decodable {
                var elapsedSeconds: Double
            }

            var counts: Counts
            var rates: Rates
        }
        do {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            let document = try decoder.decode(Document.self, from: Data(text.utf8))
            self.init(
                completed: document.counts.completed,
                failed: document.counts.failed,
                seconds: document.rates.elapsedSeconds
            )
        } catch {
            throw PeerError("Can not read the report of npbench: \(error); compare a binary of this source.")
        }
    }
}
