import Statistics
import Testing

@Suite("Power of the paired t test")
struct PairedTestPowerTests {
    @Test(
        "The MDE factors are those of the method's table, to two digits",
        arguments: [
            (4, 2.13), (5, 1.68), (6, 1.44), (8, 1.16), (10, 1.00), (12, 0.89), (16, 0.75), (20, 0.66), (30, 0.53),
        ]
    )
    func factors(count: Int, expected: Double) {
        // The table's 1.44 is 1.4345, hence 0.006.
        #expect(abs(PairedTestPower(count: count).minimumEffect() - expected) <= 0.006)
    }

    @Test(
        "They agree with scipy's noncentral t to seven digits",
        arguments: [(5, 1.6819969659), (6, 1.4345447820), (8, 1.1560346780)]
    )
    func noncentral(count: Int, expected: Double) {
        #expect(abs(PairedTestPower(count: count).minimumEffect() / expected - 1) < 2e-7)
    }

    @Test(
        "So are those at 0.05/24",
        arguments: [(6, 2.97), (8, 2.09), (10, 1.69), (12, 1.45), (16, 1.17), (20, 1.00)]
    )
    func familyFactors(count: Int, expected: Double) {
        #expect(abs(PairedTestPower(count: count, alpha: 0.05 / 24).minimumEffect() - expected) <= 0.0051)
    }

    @Test("The power at the minimum effect is the power asked for, and grows with the effect")
    func inverse() {
        for count in [2, 3, 6, 25, 400] {
            let test = PairedTestPower(count: count, alpha: 0.01)
            let effect = test.minimumEffect(power: 0.9)
            #expect(abs(test.power(effect: effect) - 0.9) < 1e-5)
            #expect(test.power(effect: effect / 2) < test.power(effect: effect))
            #expect(test.power(effect: -effect) == test.power(effect: effect))
        }
    }

    @Test("Without an effect the power is the level")
    func level() {
        #expect(abs(PairedTestPower(count: 7).power(effect: 0) - 0.05) < 1e-8)
    }

    @Test("Too few differences or a level that is none give NaN, no crash and no endless search")
    func undefined() {
        for count in [-1, 0, 1] { #expect(PairedTestPower(count: count).minimumEffect().isNaN) }
        for alpha in [0, 1, 2.5, .nan] { #expect(PairedTestPower(count: 8, alpha: alpha).power(effect: 1).isNaN) }
        #expect(PairedTestPower(count: 8).minimumEffect(power: 1).isNaN)
        #expect(PairedTestPower(count: 8).minimumEffect(power: 0.01).isNaN)
        #expect(PairedTestPower(count: 8).minimumEffect(power: 0.999999999999) > 1)
    }

    @Test("The effects of several counts are those of each, once for each count")
    func severalCounts() {
        let effects = PairedTestPower.minimumEffects(counts: [6, 12, 6], alpha: 0.01)
        #expect(
            effects == [6, 12].reduce(into: [:]) { $0[$1] = PairedTestPower(count: $1, alpha: 0.01).minimumEffect() }
        )
        #expect(effects[6] != effects[12])
        #expect(PairedTestPower.minimumEffects(counts: [], alpha: 0.01).isEmpty)
    }
}
