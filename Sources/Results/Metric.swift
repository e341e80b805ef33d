/// What a comparison of arms is about.
///
/// The raw value is the name in tables.
package enum Metric: String, Codable, Sendable, CaseIterable {
    case rate = "qps"
    case cpu = "cpu_us_per_request"
    case p50 = "p50_us"
    case p90 = "p90_us"
    case p99 = "p99_us"

    /// Those of `metrics.csv`: QPS has its own table, `cost.csv`.
    package static let besideRate = allCases.filter { $0 != .rate }

    /// Whether a larger value is the better one.
    package var isBetterHigher: Bool { self == .rate }

    /// Its value in a sample; 0 or NaN if nothing was completed.
    package func value(in sample: SampleRecord) -> Double {
        switch self {
        case .rate: sample.queriesPerSecond
        case .cpu:
            // Softirq time beside the threads' own is that of all turns: nobody knows which treatment's.
            sample.turns != nil && sample.cpu.includesSoftirq != true
                ? .nan : sample.cpu.total / Double(sample.completed)
        case .p50: sample.total.p50
        case .p90: sample.total.p90
        case .p99: sample.total.p99
        }
    }
}
