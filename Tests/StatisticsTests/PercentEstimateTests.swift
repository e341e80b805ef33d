import Statistics
import Testing

@Suite("Cost of a cell or scale")
struct PercentEstimateTests {
    private func near(_ value: Double, _ expected: Double, _ tolerance: Double) -> Bool {
        abs(value - expected) <= tolerance
    }

    private func family(_ tests: [[QuadContrast]], marginPercent: Double? = nil) -> [ContrastEstimate] {
        ContrastEstimate.family(tests.map { ContrastEstimate.Input($0) }, marginPercent: marginPercent)
    }

    @Test("The worked ABBA case gives every published digit of the differences")
    func differences() {
        let d = [-0.049817, -0.055113, -0.046683, -0.054941, -0.062651, -0.046137]
        let r = [0.003160, -0.007483, -0.005195, -0.011950, 0.012821, -0.009449]
        #expect(WorkedCase.contrasts.count == 6)
        for (contrast, (d, r)) in zip(WorkedCase.contrasts, zip(d, r)) {
            #expect(near(contrast.difference, d, 5.1e-7))
            #expect(near(contrast.repeatDifference, r, 5.1e-7))
        }
        let estimate = PairedEstimate(WorkedCase.contrasts.map(\.difference))
        #expect(near(estimate.mean, -0.052557, 5.1e-7))
        #expect(near(estimate.standardDeviation, 0.0062824, 5.1e-8))
        #expect(near(estimate.t, -20.4918, 5.1e-5))
        #expect(near(estimate.p, 5.1213e-6, 5.1e-11))
        #expect(near(estimate.interval().low, -0.059150, 5.1e-7))
        #expect(near(estimate.interval().high, -0.045964, 5.1e-7))
        #expect(near(estimate.interval(level: 0.90).low, -0.0577252, 5.1e-8))
        #expect(near(estimate.interval(level: 0.90).high, -0.0473889, 5.1e-8))
        let robust = HodgesLehmann(WorkedCase.contrasts.map(\.difference))
        #expect(near(robust.estimate, -0.0523791, 5.1e-8))
        #expect(near(robust.interval().low, -0.0626511, 5.1e-8))
        #expect(near(robust.interval().high, -0.0461369, 5.1e-8))
        let null = NullContrast(WorkedCase.contrasts)
        #expect(near(null.estimate.standardDeviation, 0.0093256, 5.1e-8))
        #expect(near(null.estimate.t, -0.7922, 5.1e-5))
    }

    @Test("In percent: a cost of 5.12 (4.49 to 5.74), floor 0.66, MDE 0.90, slower")
    func percentages() throws {
        let estimate = try #require(family([WorkedCase.contrasts]).first)
        let cost = PercentEstimate(costOf: estimate)
        #expect(near(cost.percent, 5.12, 0.0051))
        #expect(near(cost.interval.low, 4.49, 0.0051))
        #expect(near(cost.interval.high, 5.74, 0.0051))
        #expect(near(cost.hodgesLehmannPercent, 5.10, 0.0051))
        #expect(near(cost.hodgesLehmannInterval.low, 4.51, 0.0051))
        #expect(near(cost.hodgesLehmannInterval.high, 6.07, 0.0051))
        #expect(near(estimate.noiseFloorPercent, 0.66, 0.0051))
        #expect(near(cost.minimumDetectablePercent, 0.90, 0.0051))
        #expect(estimate.comparison == .slower)
        #expect(estimate.adjustedP == estimate.p)
        #expect(estimate.quads == 6)
        #expect(estimate.marginPercent == 3)
        #expect(estimate.quadsNeeded == nil)
    }

    @Test("Swapping the arms turns slower into faster and mirrors the log ratios; the order of quads changes nothing")
    func symmetry() throws {
        let swapped = WorkedCase.quads.compactMap { QuadContrast(.baab, values: $0) }
        let estimate = try #require(family([swapped]).first)
        #expect(estimate.comparison == .faster)
        #expect(near((1 - PercentEstimate(costOf: estimate).percent / 100) * (1 - 0.0511995), 1, 1e-5))
        let reversed = family([WorkedCase.contrasts.reversed()])[0]
        let forward = family([WorkedCase.contrasts])[0]
        #expect(near(reversed.difference, forward.difference, 1e-15))
        #expect(reversed.hodgesLehmannInterval == forward.hodgesLehmannInterval)
    }

    @Test("A family shares Holm's adjustment, the margin and a stricter MDE")
    func family() {
        let null = WorkedCase.contrasts.map {
            QuadContrast(difference: $0.difference + 0.052557, repeatDifference: $0.repeatDifference * 4)
        }
        let costs = family([WorkedCase.contrasts, null, null])
        #expect(near(costs[0].adjustedP, 3 * costs[0].p, 1e-15))
        #expect(costs.map(\.comparison) == [.slower, .equivalent, .equivalent])
        #expect(Set(costs.map(\.marginPercent)).count == 1)
        #expect(near(costs[0].marginPercent, 2 * costs[1].noiseFloorPercent, 1e-9))
        #expect(PercentEstimate(costOf: costs[0]).minimumDetectablePercent > 0.90)
        #expect(family([WorkedCase.contrasts, null], marginPercent: 0.1)[1].comparison == .inconclusive)
    }

    @Test("A cell with one quad has a cost and nothing else; one with none has not even that")
    func tooFew() {
        let costs = family([[WorkedCase.contrasts[0]], []])
        #expect(near(PercentEstimate(costOf: costs[0]).percent, 4.8596, 1e-3))
        #expect(costs[1].difference.isNaN)
        for cost in costs {
            #expect(!cost.interval.isKnown)
            #expect(!cost.hodgesLehmannInterval.isKnown)
            #expect(cost.adjustedP == 1)
            #expect(cost.comparison == .inconclusive)
            #expect(cost.quadsNeeded == nil)
            #expect(cost.minimumDetectable.isNaN)
            #expect(cost.noiseFloorPercent.isNaN)
        }
        #expect(family([]).isEmpty)
    }
}
