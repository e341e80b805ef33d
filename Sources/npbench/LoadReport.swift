import Foundation
import Load

/// What `npbench load` prints: lines that scripts which read ab's report find by the same names.
struct LoadReport {
    let target: LoadTarget
    let plan: LoadPlan
    let result: LoadResult

    private var seconds: Double { result.elapsed / .seconds(1) }
    private var failed: Int { result.failures.values.reduce(0, +) }
    private var rate: Double { seconds > 0 ? Double(result.completed) / seconds : 0 }

    /// For people.
    ///
    /// Labels, units and the places of the numbers are those of ab 2.4.
    var text: String {
        var lines = [
            line("Server Hostname:", target.host),
            line("Server Port:", "\(target.port)"),
            line("Document Path:", target.path),
            line("Concurrency Level:", "\(plan.concurrency)"),
            line("Time taken for tests:", "\(fixed(seconds)) seconds"),
            line("Complete requests:", "\(result.completed)"),
            line("Failed requests:", "\(failed)"),
        ]
        for (failure, count) in result.failures.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append("   \(failure.rawValue): \(count)")
        }
        lines += [
            line("Connections:", "\(result.connectionsInitiated)"),
            line("Total transferred:", "\(result.bytesReceived) bytes"),
            line("Requests per second:", "\(fixed(rate, 2)) [#/sec] (mean)"),
        ]
        if result.completed > 0 {
            lines.append(
                line("Time per request:", "\(fixed(Double(plan.concurrency) * 1000 / rate)) [ms] (mean)")
            )
        }
        lines += [
            line(
                "Transfer rate:",
                "\(fixed(Double(result.bytesReceived) / 1024 / max(seconds, 1e-9), 2)) [Kbytes/sec] received"
            ),
            line("Client CPU:", "\(fixed(cpuMicroseconds, 2)) [us] per request"),
            "",
            "Times (us)      mean       p50       p90       p99       max",
            row("Connect:", result.connect),
            row("Waiting:", result.wait),
            row("Total:", result.total),
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// For programs: one object; times in microseconds.
    func json() throws(CommandFailure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(Document(self)), as: UTF8.self) + "\n"
        } catch {
            throw CommandFailure(.failed, "cannot write the report as JSON: \(error); print it as text")
        }
    }

    private var cpuMicroseconds: Double {
        (result.userTime + result.systemTime) / .microseconds(1) / Double(max(1, result.completed))
    }

    private func line(_ label: String, _ value: String) -> String {
        label.padding(toLength: 24, withPad: " ", startingAt: 0) + value
    }

    private func row(_ label: String, _ phase: LatencyPhase) -> String {
        let numbers = [phase.mean, phase.p50, phase.p90, phase.p99, phase.maximum].map { number in
            let text = fixed(number, 1)
            return String(repeating: " ", count: max(1, 10 - text.count)) + text
        }
        return label.padding(toLength: 10, withPad: " ", startingAt: 0) + numbers.joined()
    }

    private func fixed(_ number: Double, _ decimals: Int = 3) -> String {
        String(format: "%.\(decimals)f", number)
    }

    private struct Document: Encodable {
        let url: String
        let concurrency: Int
        let seconds: Double
        let completed: Int
        let failures: [String: Int]
        let connections: Int
        let bytesReceived: UInt64
        let requestsPerSecond: Double
        let clientCPUMicrosecondsPerRequest: Double
        let connect: [String: Double]
        let wait: [String: Double]
        let total: [String: Double]

        init(_ report: LoadReport) {
            url = report.target.url
            concurrency = report.plan.concurrency
            seconds = report.seconds
            completed = report.result.completed
            let failures = report.result.failures.map { ($0.key.rawValue, $0.value) }
            self.failures = Dictionary(failures, uniquingKeysWith: +)
            connections = report.result.connectionsInitiated
            bytesReceived = report.result.bytesReceived
            requestsPerSecond = report.rate
            clientCPUMicrosecondsPerRequest = report.cpuMicroseconds
            connect = Document.times(report.result.connect)
            wait = Document.times(report.result.wait)
            total = Document.times(report.result.total)
        }

        private static func times(_ phase: LatencyPhase) -> [String: Double] {
            ["mean": phase.mean, "p50": phase.p50, "p90": phase.p90, "p99": phase.p99, "max": phase.maximum]
        }
    }
}
