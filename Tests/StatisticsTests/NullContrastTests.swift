import Statistics
import Testing

@Suite("The A/A control")
struct NullContrastTests {
    private func null(_ repeats: [Double]) -> NullContrast {
        NullContrast(repeats.map { QuadContrast(difference: 0, repeatDifference: $0) })
    }

    @Test("A shift of the repeats warns below 0.05 and voids below 0.001")
    func outcomes() {
        let noise = [-0.01, 0.012, -0.004, 0.006, 0.001, -0.005, 0.009, -0.009]
        #expect(null(noise).outcome == .clean)
        #expect(null(noise.map { $0 + 0.008 }).outcome == .suspect)
        #expect(null(noise.map { $0 + 0.03 }).outcome == .alarm)
        #expect(null(noise.map { $0 - 0.03 }).outcome == .alarm)
    }

    @Test("One quad alone is no evidence and has no floor")
    func single() {
        #expect(null([0.3]).outcome == .clean)
        #expect(null([0.3]).noiseFloorPercent.isNaN)
        #expect(null([]).p == 1)
    }

    @Test("Alarms and warnings on pure noise come as often as their levels say")
    func falseAlarms() {
        var random = NormalSource(seed: 99)
        var warned = 0
        var alarms = 0
        for _ in 0..<4000 {
            let outcome = null((0..<24).map { _ in 0.01 * random.next() }).outcome
            if outcome != .clean { warned += 1 }
            if outcome == .alarm { alarms += 1 }
        }
        // Binomial bounds at four deviations: 200 +- 55 of 4000, and 4 + 8.
        #expect((145...255).contains(warned))
        #expect(alarms <= 12)
    }

    @Test("In noise alone the floor is the spread of the cost")
    func floor() {
        var random = NormalSource(seed: 3)
        let contrasts = (0..<4000).compactMap { _ in
            QuadContrast(.abba, values: (0..<4).map { _ in 10_000 * (1 + 0.01 * random.next()) })
        }
        let spread = LogRatio.spreadPercent(PairedEstimate(contrasts.map(\.difference)).standardDeviation)
        #expect(abs(NullContrast(contrasts).noiseFloorPercent / spread - 1) < 0.05)
    }
}
