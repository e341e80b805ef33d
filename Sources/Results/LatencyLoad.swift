/// A load below saturation, under which a run measures what a treatment adds to the time of a request.
package struct LatencyLoad: Codable, Equatable, Sendable, CustomStringConvertible {
    /// Which shares of off's QPS can be asked for: a lower one hardly loads the node, a higher one is beyond what a dear
    /// controller bears, and then queues grow as long as the slice lasts.
    package static let shares = 0.1...0.8
    /// The most requests under way at once, and connections kept open: as many as saturate a node, and no more, since all that are
    /// kept are closed at the end of a load at once.
    package static let connections = LatencyRate.leastConcurrency

    /// Of the QPS that `off` reaches at saturation, in `shares`.
    package var share: Double
    package var arrivals: Arrivals

    package init(share: Double, arrivals: Arrivals = .poisson) {
        self.share = share
        self.arrivals = arrivals
    }

    /// `50.0 % of off's QPS, poisson arrivals`.
    package var description: String { "\(percent) % of off's QPS, \(arrivals.rawValue) arrivals" }

    /// The share in percent, to a tenth.
    package var percent: Double { (share * 1000).rounded() / 10 }
}
