import Statistics
import Testing

@Suite("E-divisive")
struct EDivisiveTests {
    private static let steps = [0.3, 2.4, 1.5, -0.9, -0.5, 99.7, 98.3, 99.1, 149, 149.7, 149.5, 149.1, 148.8, 150]
    private static let halved = [1.02, 0.95, 0.99, 1, 1.12, 0.9, 0.5, 0.51, 0.48, 0.48, 0.55]
    private static let lowered = [2.02, 2.03, 2.01, 2.04, 1.82, 1.85, 1.79, 1.81, 1.8, 1.76, 1.78]
    private static let single = [
        1.02, 0.95, 0.99, 1, 1.12, 1, 1.01, 0.98, 1.01, 0.96, 0.5, 0.51, 0.48, 0.48, 0.55, 0.5, 0.49, 0.51, 0.5, 0.49,
    ]

    private func indices(_ series: [Double], _ detector: EDivisive = EDivisive()) -> [Int] {
        detector.changePoints(in: series).map(\.index)
    }

    @Test("The first split of Otava's step series has the published place and distance")
    func distance() throws {
        let split = try #require(EnergySplit(of: Self.steps, in: 0..<14))
        #expect(split.index == 5)
        #expect(abs(split.distance - 761.28214) < 5e-6)
        let half = try #require(EnergySplit(of: Self.single, in: 0..<20))
        #expect(half.index == 10)
        #expect(abs(half.distance - 4.68222) < 5e-6)
    }

    @Test("The distance is that of its formula, summed pair by pair")
    func formula() throws {
        let series = [1.5, 0.25, 2, 8, 9.5, 7, 3, 2.5]
        var best = -Double.infinity
        for split in 3..<7 {
            for end in (split + 1)...7 {
                let (x, y) = (Array(series[2..<split]), Array(series[split..<end]))
                let (n, m) = (Double(x.count), Double(y.count))
                func within(_ part: [Double]) -> Double {
                    part.indices.reduce(0) { sum, i in part[..<i].reduce(sum) { $0 + abs($1 - part[i]) } }
                }
                let between = x.reduce(0) { sum, a in y.reduce(sum) { $0 + abs(a - $1) } }
                let left = n > 1 ? 2 * m / ((n + m) * (n - 1)) * within(x) : 0
                let right = m > 1 ? 2 * n / ((n + m) * (m - 1)) * within(y) : 0
                best = max(best, 2 / (n + m) * between - left - right)
            }
        }
        #expect(abs(try #require(EnergySplit(of: series, in: 2..<7)).distance - best) < 1e-12)
        #expect(EnergySplit(of: series, in: 3..<4) == nil)
    }

    @Test("Otava's short series change where its tests say")
    func shortSeries() {
        #expect(indices(Self.steps, EDivisive(significance: 0.01)) == [5, 8])
        #expect(indices(Self.halved) == [6])
        #expect(indices(Self.lowered) == [4])
        #expect(indices(Self.lowered, EDivisive(magnitude: 0.2)) == [])
        #expect(indices(Self.single, EDivisive(window: 10, significance: 1e-4)) == [10])
        let tail = [0.47, 0.48, 0.45, 0.01, 0.1, 0.22]
        #expect(indices(Self.single + tail, EDivisive(window: 5, significance: 1e-4)) == [10, 23])
        let bands = [(1.0, 5), (5, 8), (9, 8), (3, 9)].flatMap { Array(repeating: $0.0, count: $0.1) }
        #expect(indices(bands, EDivisive(significance: 0.05)) == [5, 13, 21])
        #expect(indices([0, 0, 0, 1, 1.12, 0.9, 0.5, 0.51, 0.48, 0.48, 0.55]).first == 3)
    }

    /// Those of Otava's vectors that do not hang on a neighbour whose p was not looked at anew.
    @Test(
        "TigerBeetle's 365 commits change where Otava's tests say",
        arguments: [
            (0.01, 0.05, [15, 71]),
            (1e-4, 0, [71, 95, 117, 131, 142, 148, 192, 212]),
            (1e-5, 0, [71, 95, 131, 192, 212]),
        ]
    )
    func tigerBeetle(significance: Double, magnitude: Double, expected: [Int]) {
        #expect(TigerBeetleSeries.values.count == 365)
        let detector = EDivisive(window: 30, significance: significance, magnitude: magnitude)
        #expect(indices(TigerBeetleSeries.values, detector) == expected)
    }

    /// Otava lists 260 too, whose p it did not look at again after its right neighbour had gone.
    @Test("A merge looks at both neighbours anew: TigerBeetle at 0.001 has one change less than Otava's test lists")
    func refresh() {
        let found = indices(TigerBeetleSeries.values, EDivisive(window: 30, significance: 0.001))
        #expect(found == [15, 61, 71, 95, 117, 131, 142, 148, 192, 212])
    }

    @Test("MongoDB's series change where permutations say, in steps as in bands")
    func mongoDB() {
        func series(_ parts: (Double, Int)...) -> [Double] {
            parts.flatMap { Array(repeating: $0.0, count: $0.1) }
        }
        #expect(indices(series((0, 1000), (1, 1000))) == [1000])
        // What a t test makes of values without any spread is no question, so these get some.
        func uneven(_ values: [Double]) -> [Double] {
            values.enumerated().map { $0.element + ($0.offset.isMultiple(of: 2) ? 0.5 : -0.5) }
        }
        let detector = EDivisive(fewestPoints: 4)
        #expect(indices(uneven(series((50, 14), (74, 1), (100, 15))), detector) == [15])
        #expect(indices(uneven(series((50, 30))), detector) == [])
        #expect(indices(series((50, 30))) == [])
        for place in 4..<100 { #expect(indices(series((0, place), (1, place))) == [place]) }
    }

    @Test("A regime of fewer points than asked for is none, but for the newest")
    func shortRegimes() {
        var series = (0..<30).map { 50 + ($0.isMultiple(of: 2) ? 0.1 : -0.1) }
        series[2] = 100
        for place in 15..<30 { series[place] += 50 }
        #expect(indices(series, EDivisive(magnitude: 0.03, spreads: 2.5, fewestPoints: 4)) == [15])
        series.replaceSubrange(15..<17, with: [50, 50])
        #expect(indices(Array(series[..<20]), EDivisive(fewestPoints: 4)) == [17])
    }

    @Test("A change smaller than the spread it must reach is dropped")
    func spreads() {
        let noisy = (0..<40).map { ($0 < 20 ? 10.0 : 11) + [0.5, -0.5, 0.4, -0.4][$0 % 4] }
        #expect(indices(noisy) == [20])
        #expect(indices(noisy, EDivisive(spreads: 2)) == [20])
        #expect(indices(noisy, EDivisive(spreads: 2.5)) == [])
    }

    @Test("Changes do not hang on scale, sign or a common part, and a mirrored series has them mirrored")
    func invariance() {
        let series = Self.single
        #expect(indices(series.map { $0 * 1000 }) == indices(series))
        #expect(indices(series.map { -$0 }) == indices(series))
        #expect(indices(series.map { $0 + 7 }) == indices(series))
        #expect(indices(series.reversed()) == indices(series).map { series.count - $0 })
    }

    @Test("Too few points change nowhere", arguments: 0...2)
    func tooFew(count: Int) {
        #expect(indices(Array(Self.steps[..<count])) == [])
    }

    @Test("A change says what it lies between")
    func regimes() throws {
        let change = try #require(EDivisive().changePoints(in: Self.single).first)
        #expect((change.before.count, change.after.count) == (10, 10))
        #expect(abs(change.before.mean - 1.004) < 1e-12)
        #expect(abs(change.after.mean - 0.501) < 1e-12)
        #expect(abs(change.magnitude - (1.004 / 0.501 - 1)) < 1e-12)
        #expect(change.p < 1e-10)
    }
}
