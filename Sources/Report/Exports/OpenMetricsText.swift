import Foundation
import Results

/// Runs as OpenMetrics text, each figure with the time at which its run began.
///
/// Source: OpenMetrics 1.0, https://prometheus.io/docs/specs/om/open_metrics_spec/.
struct OpenMetricsText {
    private struct Family {
        var name: String
        var type = "gauge"
        var unit: String?
        var help: String
        /// By their labels, in the order in which they came: figures of one metric stand together.
        var metrics: [(labels: String, lines: [String])] = []

        mutating func add(_ value: Double, _ labels: [(String, String)], _ time: String) {
            guard value.isFinite else { return }
            let labels = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
            let line = "\(name)\(type == "info" ? "_info" : ""){\(labels)} \(value)\(time)"
            if let index = metrics.firstIndex(where: { $0.labels == labels }) {
                metrics[index].lines.append(line)
            } else {
                metrics.append((labels, [line]))
            }
        }

        var lines: [String] {
            guard !metrics.isEmpty else { return [] }
            return ["# TYPE \(name) \(type)"] + [unit.map { "# UNIT \(name) \($0)" }].compactMap(\.self)
                + ["# HELP \(name) \(help)"] + metrics.flatMap(\.lines)
        }

        private static func escaped(_ text: String) -> String {
            text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        }
    }

    let text: String

    init(_ runs: [ExportedRun]) {
        var info = Family(name: "npbench_run", type: "info", help: "What was measured.")
        var ratio = Family(
            name: "npbench_relative_throughput_ratio",
            unit: "ratio",
            help: "Throughput under the arm over that of off."
        )
        var low = Family(
            name: "npbench_relative_throughput_low_ratio",
            unit: "ratio",
            help: "Low end of the 95 % interval."
        )
        var high = Family(
            name: "npbench_relative_throughput_high_ratio",
            unit: "ratio",
            help: "High end of the 95 % interval."
        )
        var rate = Family(name: "npbench_requests_per_second", help: "Completed requests per second.")
        var latency = Family(name: "npbench_latency_seconds", unit: "seconds", help: "Total time of a request.")
        var cpu = Family(name: "npbench_request_cpu_seconds", unit: "seconds", help: "CPU time of a request.")

        for run in runs {
            let time = Self.time(run.run.started)
            info.add(
                1,
                [
                    ("version", run.run.npbenchVersion), ("revision", run.revision), ("machine", run.machine),
                    ("controller", run.run.plan.controller), ("service_proxy", run.run.plan.serviceProxy),
                ],
                time
            )
            for row in run.costs {
                let labels = Self.labels(row.scale, row.connections, row.controller, row.arm, row.concurrency, run)
                ratio.add(row.ratio, labels, time)
                low.add(row.ratioLow, labels, time)
                high.add(row.ratioHigh, labels, time)
            }
            for row in run.curves {
                let labels = Self.labels(row.scale, row.connections, row.controller, row.arm, row.concurrency, run)
                rate.add(row.qps, labels, time)
                for (percentile, value) in [
                    ("50", row.p50Microseconds), ("90", row.p90Microseconds), ("99", row.p99Microseconds),
                ] {
                    latency.add(value / 1e6, labels + [("percentile", percentile)], time)
                }
                cpu.add(row.cpuMicrosecondsPerRequest / 1e6, labels, time)
            }
        }
        let families = [info, ratio, low, high, rate, latency, cpu]
        text = (families.flatMap(\.lines) + ["# EOF"]).map { $0 + "\n" }.joined()
    }

    private static func labels(
        _ scale: Scale,
        _ connections: ConnectionMode,
        _ controller: String,
        _ arm: Arm,
        _ concurrency: Int?,
        _ run: ExportedRun
    ) -> [(String, String)] {
        [
            ("services", String(scale.services)), ("pods", String(scale.pods)), ("local_pods", String(scale.localPods)),
            ("connections", connections.rawValue), ("controller", controller), ("arm", arm.rawValue),
            ("concurrency", ExportPlace.level(concurrency)), ("service_proxy", run.run.plan.serviceProxy),
            ("machine", run.machine),
        ]
    }

    /// A blank and the seconds since 1970; empty for a time that is none.
    private static func time(_ started: String) -> String {
        (try? Date(started, strategy: .iso8601)).map { " \(Int($0.timeIntervalSince1970))" } ?? ""
    }
}
