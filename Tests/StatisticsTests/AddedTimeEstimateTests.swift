import Statistics
import Testing

@Suite("Estimates of added time")
struct AddedTimeEstimateTests {
    private func estimate(_ differences: [Double], repeats: [Double]? = nil, reference: Double = 250) throws
        -> AddedTimeEstimate
    {
        let contrasts = differences.indices.map {
            QuadContrast(difference: differences[$0], repeatDifference: repeats?[$0] ?? 0)
        }
        let input = AddedTimeEstimate.Input(ContrastEstimate.Input(contrasts), reference: reference)
        return try #require(AddedTimeEstimate.family([input]).first)
    }

    /// Student's sleep data (Biometrika 1908): extra hours of ten patients under the second drug less those under the first; mean 1.58, 95 % 0.70 to 2.46, t 4.0621, p .002833.
    private let sleep = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]

    @Test("Student's own data give his mean and the published interval, in the unit of the data")
    func published() throws {
        let estimate = try estimate(sleep)
        #expect(abs(estimate.added - 1.58) < 1e-12)
        #expect(abs(estimate.interval.low - 0.7001142) < 1e-6 && abs(estimate.interval.high - 2.4598858) < 1e-6)
        #expect(abs(estimate.adjustedP - 0.002833) < 1e-6)
        // R: wilcox.test(conf.int = TRUE) calls it the pseudomedian.
        #expect(estimate.hodgesLehmann == HodgesLehmann(sleep).estimate)
        #expect(estimate.hodgesLehmannInterval == HodgesLehmann(sleep).interval())
        #expect(estimate.band == estimate.interval)
        #expect(estimate.comparison == .slower && estimate.quads == 10)
    }

    @Test("What takes less time is faster, and what differs by less than the margin is equivalent")
    func verdicts() throws {
        #expect(try estimate(sleep.map { 0 - $0 }).comparison == .faster)
        let small = [0.5, -0.4, 0.2, -0.3, 0.1, -0.2]
        // 3 % of 250 are 7.5.
        #expect(try estimate(small).comparison == .equivalent)
        #expect(try estimate(small, reference: 5).comparison == .inconclusive, "3 % of 5 are 0.15")
        let wide = [20.0, -18, 14, -15, 9, -12]
        #expect(try estimate(wide).comparison == .inconclusive)
    }

    @Test("The margin follows the noise floor of the A/A contrasts, up to a tenth of the reference")
    func margin() throws {
        // The 90 % interval is within 12.3 to both sides: beyond 3 % of 250 and within 10 %.
        let differences = [14.0, -13, 12, -14, 15, -12]
        let repeats = [14.0, -14, 14, -14, 14, -14]
        let estimate = try estimate(differences, repeats: repeats)
        #expect(abs(estimate.noiseFloor - 15.336 / 2.0.squareRoot()) < 0.001)
        #expect(estimate.comparison == .equivalent)
        #expect(try self.estimate(differences).comparison == .inconclusive)
        #expect(try self.estimate(differences, repeats: repeats, reference: 100).comparison == .inconclusive)
    }

    @Test("Both adjustments and the band are of the whole family")
    func family() {
        let contrasts = sleep.map { QuadContrast(difference: $0, repeatDifference: 0) }
        let input = AddedTimeEstimate.Input(ContrastEstimate.Input(contrasts, simultaneous: 3), reference: 250)
        let all = AddedTimeEstimate.family([input, input, input])
        #expect(all.allSatisfy { abs($0.adjustedP - 3 * 0.002833) < 3e-6 })
        #expect(all.allSatisfy { $0.band == PairedEstimate(sleep).interval(comparisons: 3) })
        let detectable = PairedEstimate.minimumDetectable([PairedEstimate](repeating: PairedEstimate(sleep), count: 3))
        #expect(all.map(\.minimumDetectable) == detectable)
        #expect(all.map(\.signFlipP) == SignFlipTest.adjusted([sleep, sleep, sleep]))
        #expect(AddedTimeEstimate.family([]).isEmpty)
    }

    @Test("A single quad has a mean and no interval")
    func single() throws {
        let estimate = try estimate([3])
        #expect(estimate.added == 3 && !estimate.interval.isKnown && estimate.noiseFloor.isNaN)
        #expect(estimate.comparison == .inconclusive && estimate.adjustedP == 1)
    }

    @Test("An additive contrast is of the values as they are: a straight drift cancels, and 0 is a value like others")
    func additive() throws {
        let abba = try #require(QuadContrast(.abba, additive: [100, 119, 129, 130]))
        #expect(abba.difference == 9 && abba.repeatDifference == 10)
        let baab = try #require(QuadContrast(.baab, additive: [109, 110, 120, 139]))
        #expect(baab.difference == 9 && baab.repeatDifference == 10)
        #expect(QuadContrast(.abba, additive: [0, -1, 2, 0])?.difference == 0.5)
        #expect(QuadContrast(.abba, additive: [1, 2, 3]) == nil)
        #expect(QuadContrast(.abba, additive: [1, .nan, 3, 4]) == nil)
        #expect(QuadContrast(.abba, values: [0, 1, 2, 3]) == nil)
    }
}
