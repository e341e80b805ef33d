import Statistics

/// In which order a sweep visits its points: each repeat has every level once, shuffled, so that no level always
/// follows the same one and slow drift of the machine falls on all alike.
package enum SweepOrder {
    /// The levels of each repeat; the seed decides them.
    package static func rounds(levels: [Int], repeats: Int, seed: UInt64) -> [[Int]] {
        var generator = SeededGenerator(seed: seed)
        return (0..<repeats).map { _ in generator.shuffled(levels) }
    }
}
