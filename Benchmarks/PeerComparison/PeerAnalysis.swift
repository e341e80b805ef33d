package import Statistics

/// The samples of a comparison, and what they say.
package struct PeerAnalysis: Sendable {
    package let samples: [PeerSample]
    /// Those without a fault, by where and whose they are, then by round.
    private let valid: [Key: [Int: PeerSample]]

    private struct Key: Hashable {
        var cell: PeerCell
        var tool: LoadTool
    }

    package init(_ samples: [PeerSample]) {
        self.samples = samples
        var valid: [Key: [Int: PeerSample]] = [:]
        for sample in samples where sample.fault == nil {
            valid[Key(cell: sample.cell, tool: sample.tool), default: [:]][sample.round] = sample
        }
        self.valid = valid
    }

    /// The samples that count, of one tool in one cell.
    package func samples(_ tool: LoadTool, _ cell: PeerCell) -> [PeerSample] {
        rounds(tool, cell).values.sorted { $0.round < $1.round }
    }

    /// The geometric mean of a tool's figure in a cell.
    package func mean(_ metric: PeerMetric, _ tool: LoadTool, _ cell: PeerCell) -> GeometricMean {
        GeometricMean(samples(tool, cell).map(metric.value))
    }

    /// npbench's figure over the best of `peers`, over the rounds in which all of them have one.
    package func ratio(_ metric: PeerMetric, to peers: [LoadTool], _ cell: PeerCell) -> PairedRatio {
        let own = rounds(.npbench, cell)
        let ratios = own.keys.sorted().compactMap { round -> Double? in
            let values = peers.compactMap { rounds($0, cell)[round].map(metric.value) }
            guard values.count == peers.count, let best = metric.best(values), let sample = own[round] else {
                return nil
            }
            return metric.value(of: sample) / best
        }
        return PairedRatio(ratios)
    }

    private func rounds(_ tool: LoadTool, _ cell: PeerCell) -> [Int: PeerSample] {
        valid[Key(cell: cell, tool: tool)] ?? [:]
    }
}
