/// What makes a request begin.
package enum Pacing: Hashable, Sendable {
    /// Closed loop: the end of the request before it.
    ///
    /// Finds the most that a server can do at a concurrency; a stall holds the load back, so that few requests see it
    /// (coordinated omission).
    case closed
    /// Open loop: the time, `rate` requests a second over all workers.
    ///
    /// A request that finds no free connection begins late, and its response time runs from when it was due.
    case open(rate: Double, arrivals: Arrivals)

    /// How the times lie between the requests of an open loop.
    package enum Arrivals: Hashable, Sendable {
        /// All alike.
        case constant
        /// Exponentially distributed, as of many clients that know nothing of each other; the seed decides each.
        case poisson(seed: UInt64)
    }
}
