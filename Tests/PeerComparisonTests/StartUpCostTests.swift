import Testing

@testable import PeerComparison

@Suite("What each tool spends on itself")
struct StartUpCostTests {
    private static let cost: StartUpCost = {
        var cost = StartUpCost()
        for time in [9_000.0, 5_000, 6_000] { cost.add(.wrk, concurrency: 1, cpuMicroseconds: time) }
        for time in [16_000.0, 15_000, 99_000] { cost.add(.wrk, concurrency: 256, cpuMicroseconds: time) }
        return cost
    }()

    @Test("It is the median of the trials, nothing without one")
    func median() {
        #expect(Self.cost.microseconds(.wrk, concurrency: 1) == 6_000)
        #expect(Self.cost.microseconds(.wrk, concurrency: 256) == 16_000)
        #expect(Self.cost.microseconds(.ab, concurrency: 1) == 0)
        #expect(Self.cost.levels == [1, 256])
    }

    @Test("Connecting is part of it only where connections are kept")
    func connecting() {
        #expect(Self.cost.microseconds(.wrk, PeerCell(.keepAlive, 256)) == 16_000)
        #expect(Self.cost.microseconds(.wrk, PeerCell(.perRequest, 256)) == 6_000)
    }
}
