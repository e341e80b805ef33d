import Load
package import Results

/// Requests that are due by the clock, whatever becomes of those before.
package struct OpenLoad: Hashable, Sendable {
    /// Requests a second.
    package var rate: Double
    package var arrivals: Arrivals
    /// Decides when each request is due.
    package var seed: UInt64

    package init(rate: Double, arrivals: Arrivals, seed: UInt64) {
        self.rate = rate
        self.arrivals = arrivals
        self.seed = seed
    }

    /// As the load generator takes it.
    var pacing: Pacing {
        switch arrivals {
        case .poisson: .open(rate: rate, arrivals: .poisson(seed: seed))
        }
    }
}
