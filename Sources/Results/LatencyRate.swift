import Foundation

/// The rate of the requests that measure added latency, the same for all treatments of one scale and mode of connections.
package struct LatencyRate: Codable, Equatable, Sendable {
    /// Loads of `off` that decide it.
    package static let loads = 5
    /// Requests under way at once in these loads, at least: fewer may not saturate the node.
    package static let leastConcurrency = 64

    package var scale: Scale
    package var connections: ConnectionMode
    /// Median QPS of `off` in these loads.
    package var offQueriesPerSecond: Double
    /// Requests a second that are due.
    package var requestsPerSecond: Double

    /// The rate that is `load`'s share of `offQueriesPerSecond`, rounded to three digits.
    package init(_ setting: Setting, offQueriesPerSecond: Double, load: LatencyLoad) {
        scale = setting.scale
        connections = setting.connections
        self.offQueriesPerSecond = offQueriesPerSecond
        let exact = load.share * offQueriesPerSecond
        let step = pow(10, floor(log10(max(exact, 1))) - 2)
        requestsPerSecond = (exact / step).rounded() * step
    }

    package var setting: Setting { Setting(scale, connections) }

    /// A rate without a fraction if it has none: `3910`, `87.5`.
    package static func text(_ requestsPerSecond: Double) -> String {
        NumberText.significant(requestsPerSecond, digits: 12)
    }
}
