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

    /// npbench's figure over that of the peer whose mean is the best, paired over the rounds in which all of them have one.
    ///
    /// Not over the best in each round: that is the luckiest one, and of equal tools each would seem worse than the others' best.
    package func ratio(_ metric: PeerMetric, to peers: [LoadTool], _ cell: PeerCell) -> PairedRatio {
        let complete = rounds(.npbench, cell).keys.sorted().filter { round in
            peers.allSatisfy { rounds($0, cell)[round] != nil }
        }
        func values(_ tool: LoadTool) -> [Double] {
            let samples = rounds(tool, cell)
            return complete.compactMap { samples[$0].map(metric.value) }
        }
        let means = peers.map { (tool: $0, mean: GeometricMean(values($0)).value) }
        guard !complete.isEmpty, let best = means.min(by: { metric.isBetter($0.mean, than: $1.mean) }) else {
            return PairedRatio([])
        }
        return PairedRatio(zip(values(.npbench), values(best.tool)).map { $0 / $1 })
    }

    private func rounds(_ tool: LoadTool, _ cell: PeerCell) -> [Int: PeerSample] {
        valid[Key(cell: cell, tool: tool)] ?? [:]
    }
}
