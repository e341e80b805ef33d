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

    /// The best of some values: the highest rate, or the lowest cost.
    func best(_ values: [Double]) -> Double? {
        switch self {
        case .qps: values.max()
        case .cpuPerRequest: values.min()
        }
    }
}
