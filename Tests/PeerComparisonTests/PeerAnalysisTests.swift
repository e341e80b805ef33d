import Statistics
import Testing

@testable import PeerComparison

@Suite("What the samples of a comparison say")
struct PeerAnalysisTests {
    private static let cell = PeerCell(.keepAlive, 32)

    /// Three rounds; the better peer changes from round to round.
    private static let samples: [PeerSample] = [
        .worked(.npbench, round: 1, completed: 11_000, cpuMicroseconds: 1_100_000),
        .worked(.ab, round: 1, completed: 8_000, cpuMicroseconds: 1_600_000),
        .worked(.wrk, round: 1, completed: 10_000, cpuMicroseconds: 1_250_000),
        .worked(.npbench, round: 2, completed: 12_100, cpuMicroseconds: 1_210_000),
        .worked(.ab, round: 2, completed: 11_000, cpuMicroseconds: 2_200_000),
        .worked(.wrk, round: 2, completed: 10_000, cpuMicroseconds: 1_250_000),
        .worked(.npbench, round: 3, completed: 13_310, cpuMicroseconds: 1_331_000),
        .worked(.ab, round: 3, completed: 12_100, cpuMicroseconds: 2_420_000),
        .worked(.wrk, round: 3, completed: 12_000, cpuMicroseconds: 1_500_000),
    ]

    private func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-9 * abs(b) }

    @Test("The best peer is the one whose mean is, not whoever was lucky in a round")
    func best() {
        let analysis = PeerAnalysis(Self.samples)
        // Geometric means: ab 10,211 requests, though it made more in two rounds, wrk 10,627.
        #expect(analysis.ratio(.qps, to: [.ab, .wrk], Self.cell) == analysis.ratio(.qps, to: [.wrk], Self.cell))
        #expect(analysis.ratio(.qps, to: [.wrk, .ab], Self.cell).pairs == 3)
        #expect(isClose(analysis.ratio(.cpuPerRequest, to: [.ab, .wrk], Self.cell).mean, 100 / 125))
    }

    @Test("The interval is Student's, of the logarithms")
    func interval() {
        // Ratios 1.1, 1.21, 1.10917 to wrk: mean log 0.1298, by hand with t(0.975, 2) = 4.30265.
        let ratio = PeerAnalysis(Self.samples).ratio(.qps, to: [.wrk], Self.cell)
        #expect(abs(ratio.mean - 1.13865) < 1e-4)
        #expect(abs(ratio.interval.low - 0.99870) < 1e-4)
        #expect(abs(ratio.interval.high - 1.29822) < 1e-4)
    }

    @Test("A round counts only if npbench and every peer have a sound sample in it")
    func pairs() {
        var samples = Self.samples
        samples[1].connections = 9_000
        samples.remove(at: 3)
        let analysis = PeerAnalysis(samples)
        #expect(analysis.ratio(.qps, to: [.ab, .wrk], Self.cell).pairs == 1)
        #expect(analysis.ratio(.qps, to: [.wrk], Self.cell).pairs == 2)
        #expect(analysis.ratio(.qps, to: [.hey], Self.cell).pairs == 0)
        #expect(analysis.ratio(.qps, to: [.hey], Self.cell).mean.isNaN)
    }

    @Test("Cells are kept apart")
    func cells() {
        let analysis = PeerAnalysis(Self.samples)
        #expect(analysis.ratio(.qps, to: [.wrk], PeerCell(.keepAlive, 256)).pairs == 0)
        #expect(analysis.samples(.wrk, Self.cell).map(\.round) == [1, 2, 3])
    }
}
