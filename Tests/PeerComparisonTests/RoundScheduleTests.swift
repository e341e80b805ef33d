import Testing

@testable import PeerComparison

@Suite("Which tool loads when")
struct RoundScheduleTests {
    private static let cells = PeerSetting.service.cells
    private static func schedule(seed: UInt64) -> RoundSchedule {
        RoundSchedule(cells: cells, tools: LoadTool.allCases, seed: seed)
    }

    @Test("A round has every cell once, with every tool once")
    func complete() {
        for number in 1...12 {
            let round = Self.schedule(seed: 3).round(number)
            #expect(round.count == Self.cells.count && Set(round.map(\.cell)) == Set(Self.cells))
            for (_, tools) in round {
                #expect(tools.count == LoadTool.allCases.count && Set(tools) == Set(LoadTool.allCases))
            }
        }
    }

    @Test("In ten rounds every tool comes first twice in every cell")
    func balance() {
        var first: [PeerCell: [LoadTool: Int]] = [:]
        for number in 1...10 {
            for (cell, tools) in Self.schedule(seed: 3).round(number) {
                first[cell, default: [:]][tools[0], default: 0] += 1
            }
        }
        for cell in Self.cells {
            #expect(first[cell]?.count == 5)
            #expect(first[cell]?.values.allSatisfy { $0 == 2 } == true)
        }
    }

    @Test("The seed decides the order of cells and of tools, and nothing else does")
    func seeded() {
        func orders(_ seed: UInt64) -> [[String]] {
            (1...10).map { Self.schedule(seed: seed).round($0).map { "\($0.cell) \($0.tools)" } }
        }
        #expect(orders(3) == orders(3))
        #expect(orders(3) != orders(4))
        let cells = (1...10).map { Self.schedule(seed: 3).round($0).map(\.cell) }
        #expect(Set(cells).count > 5)
    }
}
