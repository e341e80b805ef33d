package import Results
import Statistics

/// The order in which a scale's quads are taken: rounds of one quad of every cell, all of it decided by a seed.
///
/// Each cell has as many ABBA as BAAB quads (one more or less if their number is odd), shuffled, since a fixed order keeps
/// a bias that no average removes (Abedi and Brecht, ICPE 2017). Cells are shuffled anew in each round. A run that may end
/// after any round has one quad of each pattern in every two rounds of a cell.
package struct Schedule: Equatable, Sendable {
    package let rounds: [[Quad]]

    /// The schedule of one scale; `scaleIndex` is its place in the plan, and gives it an order of its own.
    package init(
        levels: [Int],
        comparisons: [Treatment],
        quads: Int,
        seed: UInt64,
        scaleIndex: Int,
        mayEndEarly: Bool = false
    ) {
        var generator = SeededGenerator(seed: seed, stream: UInt64(max(0, scaleIndex)) + 1)
        let cells = levels.flatMap { level in comparisons.map { (level: level, compared: $0) } }
        let patterns = cells.map { _ in
            mayEndEarly
                ? Self.pairedPatterns(count: quads, using: &generator)
                : Self.patterns(count: quads, using: &generator)
        }
        rounds = (0..<max(0, quads)).map { round in
            generator.shuffled(Array(cells.indices)).map { cell in
                Quad(
                    round: round,
                    concurrency: cells[cell].level,
                    compared: cells[cell].compared,
                    pattern: patterns[cell][round]
                )
            }
        }
    }

    /// The schedule of the plan's scale at `scaleIndex`.
    package init(_ plan: RunPlan, scaleIndex: Int) {
        self.init(
            levels: plan.levels,
            comparisons: plan.comparisons,
            quads: plan.quads,
            seed: plan.seed,
            scaleIndex: scaleIndex,
            mayEndEarly: plan.precisionPercent != nil
        )
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
