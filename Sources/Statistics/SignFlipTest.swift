/// Several paired tests at once without assuming a distribution: sign flips of whole rounds, and the largest t of each.
///
/// Where nothing differs, each round's differences are as likely with the other sign. Flipping all tests of a round together
/// keeps how they hang together. A test's adjusted p is the share of patterns of signs whose largest |t| over all tests
/// reaches its own |t|, which keeps the chance of any false alarm at its level. Source: Westfall and Young, Resampling-Based
/// Multiple Testing, 1993, 2.6 (single step).
package enum SignFlipTest {
    /// Up to this many rounds all patterns are enumerated, 2^(rounds - 1) of them.
    package static let largestExact = 16

    /// The adjusted two-sided p of each test, in the order given.
    ///
    /// - Parameters:
    ///   - tests: each test's differences by round, nil where it has none; a test with fewer than two is no evidence: 1.
    ///   - seed: decides the patterns drawn beyond `largestExact` rounds, `draws` beside the one observed.
    ///
    /// The smallest p possible is one pattern's share. Cost: tests times patterns, at most 33 thousand.
    package static func adjusted(_ tests: [[Double?]], seed: UInt64 = 0, draws: Int = 9_999) -> [Double] {
        let used = (0..<(tests.map(\.count).max() ?? 0)).filter { round in
            tests.contains { round < $0.count && $0[round] != nil }
        }
        var sums = tests.map { FlippedSum($0, rounds: used) }
        let observed = sums.map(\.square)
        var largest = [observed.max() ?? 0]
        if used.count <= largestExact {
            let patterns = used.isEmpty ? 1 : 1 << (used.count - 1)
            // In Gray's order, in which one sign changes from each pattern to the next; the last round keeps its own.
            for pattern in 1..<max(1, patterns) {
                largest.append(flip(&sums, pattern.trailingZeroBitCount))
            }
        } else {
            var generator = SeededGenerator(seed: seed, stream: 0x5167)
            for _ in 0..<draws {
                for round in used.indices where generator.below(2) == 1 { _ = flip(&sums, round) }
                largest.append(sums.reduce(0) { max($0, $1.square) })
            }
        }
        largest.sort()
        return zip(sums, observed).map { sum, square in
            guard sum.isTest else { return 1 }
            // Sums that went another way round are equal to rounding.
            let reached = largest.count - firstIndex(in: largest, atLeast: square * (1 - 1e-9))
            return Double(reached) / Double(largest.count)
        }
    }

    /// Flips a round in all tests, and returns the largest t^2.
    private static func flip(_ sums: inout [FlippedSum], _ round: Int) -> Double {
        var largest = 0.0
        for index in sums.indices {
            sums[index].flip(round)
            largest = max(largest, sums[index].square)
        }
        return largest
    }

    private static func firstIndex(in sorted: [Double], atLeast value: Double) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// One test's sum under the signs of the moment; its squares do not depend on them.
private struct FlippedSum {
    private var values: [Double]
    private var sum: Double
    private let count: Double
    private let squares: Double

    init(_ differences: [Double?], rounds: [Int]) {
        let known = rounds.map { $0 < differences.count ? differences[$0] : nil }
        values = known.map { $0 ?? 0 }
        sum = values.reduce(0, +)
        squares = values.reduce(0) { $0 + $1 * $1 }
        count = Double(known.count { $0 != nil })
    }

    var isTest: Bool { count >= 2 && squares.isFinite }

    mutating func flip(_ round: Int) {
        sum -= 2 * values[round]
        values[round] = 0 - values[round]
    }

    /// t^2; 0 for what is no test, infinite if all differences are equal.
    var square: Double {
        guard isTest, squares > 0 else { return 0 }
        let spread = count * squares - sum * sum
        return spread <= 1e-12 * count * squares ? .infinity : (count - 1) * sum * sum / spread
    }
}
