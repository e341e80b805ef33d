import Statistics

/// Which tool loads when: every round has every cell, and every cell every tool.
package struct RoundSchedule: Sendable {
    package let cells: [PeerCell]
    package let seed: UInt64
    /// The orders of the tools of each cell, of which a round takes one.
    private let orders: [[[LoadTool]]]

    /// A schedule that is the same for the same seed.
    package init(cells: [PeerCell], tools: [LoadTool], seed: UInt64) {
        self.cells = cells
        self.seed = seed
        let design = WilliamsDesign(count: tools.count)
        var generator = SeededGenerator(seed: seed)
        orders = cells.map { _ in
            let named = generator.shuffled(tools)
            return generator.shuffled(design.orders).map { $0.map { named[$0] } }
        }
    }

    /// The cells of a round, counted from 1, in their order, with the tools of each in theirs.
    package func round(_ number: Int) -> [(cell: PeerCell, tools: [LoadTool])] {
        var generator = SeededGenerator(seed: seed, stream: UInt64(number))
        return generator.shuffled(Array(cells.indices)).map { index in
            (cells[index], orders[index][(number - 1) % orders[index].count])
        }
    }
}
