import Experiment
import Glibc
import Statistics
import Testing

@Suite("Budget, noise known")
struct BudgetNoiseTests {
    private let budget = Budget(seconds: 180, scales: 1, comparisons: 1)

    @Test(
        "Noise that slices do not average buys the shortest, fast noise longer ones, the more so the dearer a sample is"
    )
    func kinds() throws {
        func slice(_ noise: NoiseComponents, overhead: Double = 0.12) throws -> Double {
            let budget = Budget(seconds: 1800, scales: 1, comparisons: 1, sampleOverhead: overhead)
            return try #require(budget.choice(for: noise)).size.sliceSeconds
        }
        let fast = NoiseComponents(perSample: 0, fast: 6e-5, drift: 0)
        let mixed = NoiseComponents(perSample: 1e-4, fast: 1e-4, drift: 0)
        #expect(try slice(NoiseComponents(perSample: 4e-4, fast: 0, drift: 0)) == 0.1)
        #expect(try slice(NoiseComponents(perSample: 0, fast: 0, drift: 1e-4)) == 0.1)
        #expect(try slice(fast) > 1)
        // sqrt(overhead * fast / perSample) with time without end.
        #expect(abs(try slice(mixed) - 0.35) < 0.11)
        #expect(abs(try slice(mixed, overhead: 1) - 1) < 0.3)
    }

    @Test("The choice fits into the budget with the overhead that was measured", arguments: [0.05, 0.12, 0.5, 1.5])
    func fits(overhead: Double) throws {
        let budget = Budget(seconds: 600, scales: 2, comparisons: 2, sampleOverhead: overhead)
        let noise = NoiseComponents(perSample: 1e-4, fast: 3e-5, drift: 1e-5)
        let size = try #require(budget.choice(for: noise)).size
        let expected = size.expectedSeconds(scales: 2, comparisons: 2, overhead: overhead)
        #expect(expected <= 600)
        #expect(expected > 450)
        #expect(size.quads >= 6 && size.quads.isMultiple(of: 2))
        // Without a choice the size holds, too.
        #expect(budget.size().expectedSeconds(scales: 2, comparisons: 2, overhead: overhead) <= 600)
    }

    @Test("What is expected of a choice is the half-width that t intervals of such quads have")
    func width() throws {
        let choice = try #require(
            budget.choice(for: NoiseComponents(perSample: 4e-4, fast: 0, drift: 0), levels: [8], slice: 1)
        )
        let deviation = 0.02 / Double(choice.size.quads).squareRoot()
        let critical = StudentT(degreesOfFreedom: Double(choice.size.quads - 1)).quantile(0.975)
        #expect(abs(choice.halfWidthPercent / (100 * deviation * critical) - 1) < 0.01)
    }

    @Test("A budget too short for the default levels thins them out; one too short for any has no choice")
    func short() {
        let noise = NoiseComponents(perSample: 1e-4, fast: 3e-5, drift: 0)
        let dear = Budget(seconds: 180, scales: 1, comparisons: 1, sampleOverhead: 1.5)
        #expect(dear.choice(for: noise)?.size.levels == [1, 4, 32, 128])
        #expect(Budget(seconds: 8, scales: 1, comparisons: 1).choice(for: noise) == nil)
        #expect(budget.choice(for: noise, levels: [7])?.size.levels == [7])
    }

    /// Kinds of noise, each with its name.
    static let noises: [(String, SimulatedNoise)] = [
        ("white", SimulatedNoise(fast: 6e-5)),
        ("anew with each load", SimulatedNoise(perSample: 0.015, fast: 4e-6)),
        ("AR(1) of 0.7 s", SimulatedNoise(perSample: 0.005, fast: 1.5e-5, slow: (0.02, 0.7))),
        ("AR(1) of 0.15 s", SimulatedNoise(perSample: 0.002, fast: 4e-6, slow: (0.02, 0.15))),
        ("random walk and line", SimulatedNoise(perSample: 0.003, fast: 3.4e-5, walk: 1e-4, line: 0.002)),
    ]

    @Test(
        "What a short pilot chooses is near the best of a grid, whatever the noise is made of",
        arguments: [(170.0, 11.0), (700.0, 50.0)],
        noises.indices
    )
    func nearBest(times: (budget: Double, pilot: Double), kind: Int) throws {
        let noise = Self.noises[kind].1
        let gap = 0.125
        let budget = Budget(seconds: times.budget, scales: 1, comparisons: 1, sampleOverhead: gap)
        var source = NormalDraws(seed: UInt64(kind) + 1)
        let levels = RunSize.defaultLevels
        func width(_ slice: Double) -> Double? {
            // The true variance at this slice, as one of components that do not matter.
            let variance = noise.quadVariance(slice: slice, gap: gap, quads: 600, using: &source)
            let truth = NoiseComponents(perSample: variance, fast: 0, drift: 0)
            return budget.choice(for: truth, levels: levels, slice: slice)?.halfWidthPercent
        }
        let grid = [0.1, 0.15, 0.25, 0.4, 0.7, 1.2, 2]
        let widths = grid.map { width($0) ?? .infinity }
        let best = try #require(widths.min())
        var excess: [Double] = []
        for _ in 0..<20 {
            var curve: [VariancePoint] = []
            var spent = 0.0
            var slice = 0.1
            while spent + 8 * (slice + gap) <= times.pilot {
                let series = noise.series(8, slice: slice, gap: gap, using: &source)
                curve += VariancePoint.curve(qps: series.map { 1000 * exp($0) }, slice: slice, spacing: slice + gap)
                spent += 8 * (slice + gap)
                slice = 0.7 - slice
            }
            let found = try #require(NoiseComponents(fitting: curve))
            let chosen = try #require(budget.choice(for: found, levels: levels)).size.sliceSeconds
            let nearest = grid.indices.min { abs(grid[$0] - chosen) < abs(grid[$1] - chosen) }
            excess.append(widths[try #require(nearest)] / best)
        }
        let mean = excess.reduce(0, +) / Double(excess.count)
        #expect(mean < 1.15, "\(Self.noises[kind].0): \(mean) times the best width")
    }
}
