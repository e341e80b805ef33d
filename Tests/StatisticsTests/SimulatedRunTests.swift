import Statistics
import Testing

/// Runs of pure noise and of a known cost, through all of the statistics.
@Suite("Simulated runs")
struct SimulatedRunTests {
    /// Noise of ln QPS, each value like the one before by `memory`, and of deviation 0.01.
    private struct Noise {
        var random: NormalSource
        var memory: Double
        private var last: Double

        init(seed: UInt64, memory: Double) {
            random = NormalSource(seed: seed)
            self.memory = memory
            last = random.next()
        }

        mutating func next() -> Double {
            last = memory * last + (1 - memory * memory).squareRoot() * random.next()
            return 0.01 * last
        }
    }

    /// The contrasts of `count` quads in a row, half of either pattern in random order, each with a cost of 5 % in ln QPS if `cost`.
    private static func quads(_ count: Int, _ noise: inout Noise, cost: Double = 0) -> [QuadContrast] {
        var generator = SeededGenerator(seed: UInt64(noise.random.uniform() * 1e15))
        let patterns = generator.shuffled((0..<count).map { QuadContrast.Pattern.allCases[$0 % 2] })
        return patterns.map { pattern in
            let y = (0..<4).map { place in
                let isInner = place == 1 || place == 2
                return noise.next() - (isInner == (pattern == .abba) ? cost : 0)
            }
            let inner = (y[1] + y[2] - y[0] - y[3]) / 2
            return QuadContrast(difference: pattern == .abba ? inner : -inner, repeatDifference: y[2] - y[1])
        }
    }

    /// 99.9 % binomial bounds of 2,000 at 5 %: 100 +- 32.
    private static let alarmBounds = 68...132

    @Test(
        "Of 2,000 A/A series 5 % are called different, in either direction alike; and of 2,000 families of three 5 %, too"
    )
    func alarms() {
        var noise = Noise(seed: 1, memory: 0)
        var found: [Comparison: Int] = [:]
        for _ in 0..<2_000 {
            let estimate = PairedEstimate(Self.quads(8, &noise).map(\.difference))
            found[Comparison(estimate, adjustedP: estimate.p, marginPercent: 3), default: 0] += 1
        }
        let (slower, faster) = (found[.slower] ?? 0, found[.faster] ?? 0)
        #expect(Self.alarmBounds.contains(slower + faster), "\(found)")
        // Half of about a hundred each, and four deviations of a fair coin.
        #expect(abs(slower - faster) <= 40, "\(found)")

        let families = (0..<2_000).count { _ in
            let p = (0..<3).map { _ in PairedEstimate(Self.quads(6, &noise).map(\.difference)).p }
            return Holm.adjusted(p).contains { $0 <= Comparison.significance }
        }
        // 4.9 % for three independent tests under Holm.
        #expect(Self.alarmBounds.contains(families), "\(families)")
    }

    @Test(
        "The 95 % interval holds a true cost in 93 to 97 % of runs, also where each sample is like the one before",
        arguments: [0.0, 0.5, 0.8]
    )
    func coverage(memory: Double) {
        var noise = Noise(seed: 42, memory: memory)
        let covered = (0..<2_000).count { _ in
            let interval = PairedEstimate(Self.quads(8, &noise, cost: 0.05).map(\.difference)).interval()
            return interval.low < -0.05 && -0.05 < interval.high
        }
        #expect((1_860...1_940).contains(covered), "\(covered)")
    }

    @Test("A family of all statistics gives what its parts give, in noise as well as with a cost")
    func parts() {
        var noise = Noise(seed: 7, memory: 0.3)
        for cost in [0, 0.02] {
            let runs = (0..<3).map { _ in Self.quads(6, &noise, cost: cost) }
            let estimates = ContrastEstimate.family(runs.map { ContrastEstimate.Input($0) })
            let singles = runs.map { PairedEstimate($0.map(\.difference)) }
            #expect(estimates.map(\.difference) == singles.map(\.mean))
            #expect(estimates.map(\.adjustedP) == Holm.adjusted(singles.map(\.p)))
            #expect(zip(estimates, singles).allSatisfy { $0.interval == $1.interval() })
            #expect(estimates.allSatisfy { $0.adjustedP >= $0.p && $0.signFlipP >= 1.0 / 32 })
        }
    }
}
