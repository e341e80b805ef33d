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
}
