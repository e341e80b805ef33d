package import Results
import Statistics

/// The order in which a run's quads are taken: rounds of one quad of every cell, all of it decided by a seed.
///
/// Each cell has as many ABBA as BAAB quads (one more or less if their number is odd), shuffled, since a fixed order keeps
/// a bias that no average removes (Abedi and Brecht, ICPE 2017). The cells of all scales are shuffled together, anew in each round, so that
/// none is always first, and what drifts from minute to minute is in every scale alike; so are the cells of closed loops and those that measure
/// added latency. A run that may end after any round has one quad
/// of each pattern in every two rounds of a cell.
package struct Schedule: Equatable, Sendable {
    package let rounds: [[Quad]]

    /// A schedule in which the patterns of each scale are a stream of their own; that of the first also orders the cells.
    package init(
        scales: [Scale],
        modes: [ConnectionMode],
        levels: [Int],
        comparisons: [Treatment],
        quads: Int,
        seed: UInt64,
        mayEndEarly: Bool = false,
        measuresLatency: Bool = false
    ) {
        var order = SeededGenerator(seed: seed, stream: 1)
        var cells: [(cell: QuadLedger.Cell, patterns: [QuadContrast.Pattern])] = []
        for (index, scale) in scales.enumerated() {
            var generator = SeededGenerator(seed: seed, stream: UInt64(index) + 1)
            for cell in Self.cells(of: scale, modes, levels, comparisons, measuresLatency) {
                let patterns =
                    mayEndEarly
                    ? Self.pairedPatterns(count: quads, using: &generator)
                    : Self.patterns(count: quads, using: &generator)
                cells.append((cell, patterns))
            }
            if index == 0 { order = generator }
        }
        rounds = (0..<max(0, quads)).map { round in
            order.shuffled(Array(cells.indices)).map { Quad(cells[$0].cell, round: round, cells[$0].patterns[round]) }
        }
    }

    /// The schedule of a plan.
    package init(_ plan: RunPlan) {
        self.init(
            scales: plan.scales,
            modes: plan.modes,
            levels: plan.levels,
            comparisons: plan.comparisons,
            quads: plan.quads,
            seed: plan.seed,
            mayEndEarly: plan.precisionPercent != nil,
            measuresLatency: plan.latency != nil
        )
    }

    private static func cells(
        of scale: Scale,
        _ modes: [ConnectionMode],
        _ levels: [Int],
        _ comparisons: [Treatment],
        _ measuresLatency: Bool
    ) -> [QuadLedger.Cell] {
        func cells(_ mode: ConnectionMode, _ load: CellLoad) -> [QuadLedger.Cell] {
            comparisons.map { QuadLedger.Cell(Setting(scale, mode), compared: $0, load) }
        }
        // Last, so that they leave the patterns of the others as they are without them.
        let open = measuresLatency ? modes.flatMap { cells($0, .open) } : []
        return modes.flatMap { mode in levels.flatMap { cells(mode, .closed(concurrency: $0)) } } + open
    }

    /// Half of each pattern, in random order; of an odd number, the odd one is drawn too.
    private static func patterns(
        count: Int,
        using generator: inout SeededGenerator
    ) -> [QuadContrast.Pattern] {
        let first = generator.shuffled(QuadContrast.Pattern.allCases)
        return generator.shuffled((0..<max(0, count)).map { first[$0 % first.count] })
    }

    /// Both patterns in each two quads, in an order that is drawn for them.
    private static func pairedPatterns(
        count: Int,
        using generator: inout SeededGenerator
    ) -> [QuadContrast.Pattern] {
        var patterns: [QuadContrast.Pattern] = []
        while patterns.count < count { patterns += generator.shuffled(QuadContrast.Pattern.allCases) }
        return Array(patterns.prefix(max(0, count)))
    }
}
