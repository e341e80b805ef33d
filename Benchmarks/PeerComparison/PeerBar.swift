import Statistics

/// What npbench must reach in a cell: a bound on the ratio of its figure to the best of some peers.
package struct PeerBar: Equatable, Sendable {
    package var cell: PeerCell
    package var metric: PeerMetric
    package var peers: [LoadTool]
    /// At least this for a rate, at most for a cost.
    package var bound: Double

    package enum Verdict: String, Sendable {
        case passed = "pass"
        case failed = "FAIL"
        /// No round has npbench and every peer.
        case unmeasured = "not measured"
    }

    /// By the mean alone; `isClear` tells what the interval adds.
    package func verdict(_ ratio: PairedRatio) -> Verdict {
        guard ratio.pairs > 0, !ratio.mean.isNaN else { return .unmeasured }
        switch metric {
        case .qps: return ratio.mean >= bound ? .passed : .failed
        case .cpuPerRequest: return ratio.mean <= bound ? .passed : .failed
        }
    }

    /// Whether the whole interval lies on the verdict's side of the bound.
    package func isClear(_ ratio: PairedRatio) -> Bool {
        ratio.interval.isKnown && (ratio.interval.low > bound || ratio.interval.high < bound)
    }

    package var rule: String {
        let whose = peers.count > 1 ? "the best of \(peers.map(\.rawValue).joined(separator: ", "))" : peers[0].rawValue
        switch metric {
        case .qps: return "QPS >= \(bound.fixed(2)) of \(whose)"
        case .cpuPerRequest: return "CPU a request <= \(bound.fixed(2)) of \(whose)"
        }
    }
}
