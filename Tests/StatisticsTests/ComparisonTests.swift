import Statistics
import Testing

@Suite("The four verdicts")
struct ComparisonTests {
    private let spread = [-0.01, 0.01, -0.005, 0.005, 0.002, -0.002]

    private func estimate(around centre: Double, times scale: Double = 1) -> PairedEstimate {
        PairedEstimate(spread.map { centre + scale * $0 })
    }

    @Test("An adjusted p of 0.05 is enough for slower or faster; just above is not")
    func significance() {
        #expect(Comparison(estimate(around: -0.05), adjustedP: 0.05, marginPercent: 3) == .slower)
        #expect(Comparison(estimate(around: 0.05), adjustedP: 0.05, marginPercent: 3) == .faster)
        #expect(Comparison(estimate(around: -0.05), adjustedP: 0.0501, marginPercent: 3) == .inconclusive)
    }

    @Test("Equivalent needs the whole 90 % interval inside the margin")
    func equivalence() {
        // Half the 90 % interval is 2.015 x 0.00718 / sqrt 6 = 0.0059; ln 1.03 is 0.02956.
        #expect(Comparison(estimate(around: 0.023), adjustedP: 0.2, marginPercent: 3) == .equivalent)
        #expect(Comparison(estimate(around: 0.024), adjustedP: 0.2, marginPercent: 3) == .inconclusive)
        #expect(Comparison(estimate(around: -0.023), adjustedP: 0.2, marginPercent: 3) == .equivalent)
        #expect(Comparison(PairedEstimate([0]), adjustedP: 1, marginPercent: 3) == .inconclusive)
    }

    @Test("A difference that was found is not called equivalent, however small")
    func order() {
        #expect(Comparison(estimate(around: -0.01), adjustedP: 0.02, marginPercent: 3) == .slower)
    }

    @Test("The margin is 3 %, or twice a coarser noise floor up to 10 %")
    func margin() {
        #expect(Comparison.margin(noiseFloorPercent: 0.7) == 3)
        #expect(Comparison.margin(noiseFloorPercent: 2) == 4)
        #expect(Comparison.margin(noiseFloorPercent: 40) == 10)
        #expect(Comparison.margin(noiseFloorPercent: .nan) == 3)
    }

    @Test("The quads that decide are enough, and one fewer is not")
    func quadsNeeded() throws {
        for (centre, scale) in [(0.0, 10.0), (0.028, 1), (-0.02, 8)] {
            let estimate = estimate(around: centre, times: scale)
            let needed = try #require(Comparison.quadsNeeded(estimate, marginPercent: 3))
            #expect(needed > 6)
            func decides(_ quads: Int) -> Bool {
                let t = StudentT(degreesOfFreedom: Double(quads - 1)).quantile(0.95)
                let half = t * estimate.standardDeviation / Double(quads).squareRoot()
                let effect = abs(estimate.mean) / estimate.standardDeviation
                return abs(estimate.mean) + half < LogRatio.bound(marginPercent: 3)
                    || PairedTestPower(count: quads).power(effect: effect) >= 0.8
            }
            #expect(decides(needed))
            #expect(needed == 7 || !decides(needed - 1))
        }
    }

    @Test("Quads needed are unknown without spread, or when ten thousand would not do")
    func unknown() {
        #expect(Comparison.quadsNeeded(PairedEstimate([0.1]), marginPercent: 3) == nil)
        #expect(Comparison.quadsNeeded(PairedEstimate([0.1, 0.1]), marginPercent: 3) == nil)
        #expect(Comparison.quadsNeeded(estimate(around: 0.0001, times: 1000), marginPercent: 0.001) == nil)
    }
}
