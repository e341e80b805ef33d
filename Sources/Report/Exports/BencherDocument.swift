import Results

/// A run as Bencher Metric Format: a benchmark per row, its figures as measures with the ends of their intervals.
///
/// Source: https://bencher.dev/docs/reference/bencher-metric-format/ and its schema https://bencher.dev/bmf.json.
struct BencherDocument {
    struct Metric: Encodable {
        var value: Double
        var lowerValue: Double?
        var upperValue: Double?

        enum CodingKeys: String, CodingKey {
            case value
            case lowerValue = "lower_value"
            case upperValue = "upper_value"
        }

        /// Nil without a value; an end that is not known is left out.
        init?(_ value: Double, low: Double = .nan, high: Double = .nan) {
            guard value.isFinite else { return nil }
            self.value = value
            lowerValue = low.isFinite ? low : nil
            upperValue = high.isFinite ? high : nil
        }
    }

    /// By the benchmark's name, then the measure's.
    let benchmarks: [String: [String: Metric]]

    init(_ run: ExportedRun) {
        var benchmarks: [String: [String: Metric]] = [:]
        for row in run.costs {
            benchmarks[ExportPlace.name(row), default: [:]]["relative-throughput"] =
                Metric(row.ratio, low: row.ratioLow, high: row.ratioHigh)
        }
        for row in run.curves {
            let measures = [
                "throughput": Metric(row.qps, low: row.qpsLow, high: row.qpsHigh),
                // Bencher's latency is in nanoseconds.
                "latency-p50": Metric(row.p50Microseconds * 1000),
                "latency-p99": Metric(row.p99Microseconds * 1000),
                "cpu": Metric(row.cpuMicrosecondsPerRequest * 1000),
            ]
            benchmarks[ExportPlace.name(row), default: [:]].merge(measures.compactMapValues(\.self)) { $1 }
        }
        self.benchmarks = benchmarks.filter { !$0.value.isEmpty }
    }
}
