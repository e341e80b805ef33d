import Glibc
import Statistics
import Testing

@Suite("Variance-time curve")
struct VariancePointTests {
    private func curve(_ logarithms: [Double]) -> [VariancePoint] {
        VariancePoint.curve(qps: logarithms.map { exp($0) }, slice: 0.15, spacing: 0.27)
    }

    @Test("Four slices are one quad, five two that overlap, eight give means of two besides")
    func counts() {
        #expect(curve([1, 2, 3]).isEmpty)
        #expect(curve([1, 2, 3, 4]).map(\.block) == [1])
        #expect(curve([1, 2, 3, 4, 5, 6, 7]).map(\.block) == [1])
        #expect(curve([1, 2, 3, 4, 5, 6, 7, 8]).map(\.block) == [1, 2])
        #expect(curve([1, 2, 3, 4])[0].degrees == 1)
        #expect(abs(curve(Array(repeating: 1, count: 38))[0].degrees - 20) < 1e-12)
        #expect(abs(curve(Array(repeating: 1, count: 42))[1].degrees - 10) < 1e-12)
    }

    @Test("The contrasts are those of a quad: a straight line has none, a bend has")
    func contrasts() {
        #expect(curve([1, 2, 3, 4, 5, 6, 7, 8]).allSatisfy { $0.variance < 1e-20 })
        // d = ((y2 + y3) - (y1 + y4)) / 2 = -1 of a parabola's four neighbours, four times that of means of two.
        let bent = curve((0..<8).map { Double($0 * $0) / 2 })
        #expect(abs(bent[0].variance - 1) < 1e-9)
        #expect(abs(bent[1].variance - 16) < 1e-9)
    }

    @Test("White noise has the same variance in d, halved by means of two, and the degrees are what they are worth")
    func white() {
        var source = NormalSource(seed: 3)
        let series = (0..<2000).map { _ in curve((0..<8).map { _ in 0.02 * source.next() }) }
        for (block, expected) in [(0, 4e-4), (1, 2e-4)] {
            let values = series.map { $0[block].variance }
            let mean = values.reduce(0, +) / Double(values.count)
            #expect(abs(mean / expected - 1) < 0.06)
            let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
            // A mean of so many independent squares has variance 2 / degrees.
            let degrees = 2 * mean * mean / spread
            #expect(abs(degrees / series[0][block].degrees - 1) < 0.25, "\(degrees)")
        }
    }

    @Test("Four samples that take turns are three estimates of d's variance, of white noise its own")
    func turns() throws {
        // d = -1, inner difference 2, outer 6.
        let point = try #require(VariancePoint(turns: [0, 1, 3, 6].map { exp($0) }, slice: 0.2))
        #expect(abs(point.variance - (1 + (4 + 36) / 2.0) / 3) < 1e-9)
        #expect(point.degrees == 3 && point.slice == 0.2 && point.spacing == 0.2 && point.block == 1)
        #expect(VariancePoint(turns: [1, 0, 1, 1], slice: 0.2) == nil)
        var source = NormalSource(seed: 5)
        let values = try (0..<4000).map { _ in
            try #require(VariancePoint(turns: (0..<4).map { _ in exp(0.02 * source.next()) }, slice: 0.2)).variance
        }
        let mean = values.reduce(0, +) / 4000
        #expect(abs(mean / 4e-4 - 1) < 0.06)
        let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3999
        #expect(abs(spread / (2 * mean * mean / 3) - 1) < 0.15)
    }
}
