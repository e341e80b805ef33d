/// A figure of the time from when a request was due to the last byte of its response.
///
/// The raw value is the name in `latency.csv`.
package enum LatencyMetric: String, Codable, Sendable, CaseIterable {
    case mean = "mean_us"
    case p50 = "p50_us"
    case p90 = "p90_us"
    case p99 = "p99_us"

    /// Its value in microseconds; NaN in a closed loop, where nothing is due.
    package func value(in sample: SampleRecord) -> Double {
        guard let response = sample.openLoop?.response else { return .nan }
        return switch self {
        case .mean: response.mean
        case .p50: response.p50
        case .p90: response.p90
        case .p99: response.p99
        }
    }
}
