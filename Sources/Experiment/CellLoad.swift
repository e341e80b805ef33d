import Results

/// What makes the requests of a cell begin.
package enum CellLoad: Hashable, Sendable {
    /// The ends of those before: so many are under way, and what is found is QPS at saturation.
    case closed(concurrency: Int)
    /// The clock, at the rate of the cell's setting (`LatencyRate`): what is found is what a request takes below saturation.
    case open

    /// Requests under way at once; in an open loop the most that may be.
    package var concurrency: Int {
        switch self {
        case .closed(let concurrency): concurrency
        case .open: LatencyLoad.connections
        }
    }
}
