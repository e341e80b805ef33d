/// What the tools are compared by.
package enum PeerMetric: Sendable, CaseIterable {
    case qps
    case cpuPerRequest

    func value(of sample: PeerSample) -> Double {
        switch self {
        case .qps: sample.report.qps
        case .cpuPerRequest: sample.cpuPerRequest
        }
    }

    /// Whether one value is better than another: a higher rate, or a lower cost.
    func isBetter(_ value: Double, than other: Double) -> Bool {
        switch self {
        case .qps: value > other
        case .cpuPerRequest: value < other
        }
    }
}
