import Testing

@testable import PeerComparison

@Suite("What npbench must reach")
struct PeerBarTests {
    private static let cell = PeerCell(.keepAlive, 32)
    private static let rate = PeerBar(cell: cell, metric: .qps, peers: [.ab, .wrk], bound: 0.99)
    private static let cost = PeerBar(cell: cell, metric: .cpuPerRequest, peers: [.wrk], bound: 0.90)

    @Test("A rate must reach its bound, a cost stay at or below it")
    func direction() {
        #expect(Self.rate.verdict(PairedRatio([0.995, 0.995])) == .passed)
        #expect(Self.rate.verdict(PairedRatio([0.985, 0.985])) == .failed)
        #expect(Self.cost.verdict(PairedRatio([0.85, 0.85])) == .passed)
        #expect(Self.cost.verdict(PairedRatio([0.95, 0.95])) == .failed)
    }

    @Test("Without a pair it is not measured, rather than passed")
    func unmeasured() {
        #expect(Self.rate.verdict(PairedRatio([])) == .unmeasured)
        #expect(Self.cost.verdict(PairedRatio([])) == .unmeasured)
    }

    @Test("A verdict is clear if the interval leaves the bound out")
    func clear() {
        #expect(Self.rate.isClear(PairedRatio([1.10, 1.11, 1.12])))
        #expect(!Self.rate.isClear(PairedRatio([0.90, 1.10, 1.05])))
        #expect(!Self.rate.isClear(PairedRatio([1.10])))
    }

    @Test("Each setting's bars are those agreed on")
    func agreed() {
        let bars = PeerSetting.service.bars
        #expect(bars.count == 12)
        func bound(_ connections: ConnectionMode, _ c: Int, _ metric: PeerMetric) -> Double? {
            bars.first { $0.cell == PeerCell(connections, c) && $0.metric == metric }?.bound
        }
        for mode in ConnectionMode.allCases {
            #expect(bound(mode, 1, .qps) == 0.98)
            for c in [1, 32, 256] { #expect(bound(mode, c, .cpuPerRequest) == 0.90) }
        }
        for c in [32, 256] {
            #expect(bound(.keepAlive, c, .qps) == 0.99)
            #expect(bound(.perRequest, c, .qps) == 1.08)
        }
        #expect(PeerSetting.nullServer.bars.map(\.bound) == [1.10, 1.10, 1.10])
        #expect(PeerSetting.nullServer.cells.allSatisfy { $0.connections == .keepAlive })
    }
}
