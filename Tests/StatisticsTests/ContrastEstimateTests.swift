import Glibc
import Statistics
import Testing

@Suite("Estimates of a family of comparisons")
struct ContrastEstimateTests {
    private let worked = ContrastEstimate.Input(WorkedCase.contrasts)

    private func width(_ interval: Interval) -> Double { interval.high - interval.low }

    /// Critical values of statistics.md 2.3 for six quads: 5.84 for 24 cells, 4.53 for 8 levels, 3.53 for 3 scales, 2.57 alone.
    @Test(
        "The band is as much wider than the interval as the published critical values",
        arguments: [(24, 5.84), (8, 4.53), (3, 3.53), (1, 2.57)]
    )
    func band(simultaneous: Int, critical: Double) throws {
        let input = ContrastEstimate.Input(WorkedCase.contrasts, simultaneous: simultaneous)
        let estimate = try #require(ContrastEstimate.family([input]).first)
        let error = 0.0062824 / 6.0.squareRoot()
        #expect(abs(width(estimate.band) / 2 / error - critical) < 0.006)
        #expect(abs((estimate.band.low + estimate.band.high) / 2 - estimate.difference) < 1e-12)
    }

    @Test("All points of a simulated curve lie in its band in at least 95 % of curves, and not in nearly all")
    func coverage() {
        var random = NormalSource(seed: 8)
        let covered = (0..<1000).count { _ in
            (0..<8).allSatisfy { _ in
                let estimate = PairedEstimate((0..<8).map { _ in 0.03 + 0.01 * random.next() })
                let band = estimate.interval(comparisons: 8)
                return band.low < 0.03 && 0.03 < band.high
            }
        }
        // 95.1 % for independent levels; 99.9 % binomial bounds.
        #expect((929...974).contains(covered), "\(covered)")
    }

    @Test("Where lower is better, a rise is slower and a fall faster; equivalence does not care")
    func direction() {
        let falling = WorkedCase.contrasts
        let rising = falling.map { QuadContrast(difference: 0 - $0.difference, repeatDifference: $0.repeatDifference) }
        let level = falling.map { QuadContrast(difference: $0.difference + 0.052557, repeatDifference: 0) }
        func words(isBetterHigher: Bool) -> [Comparison] {
            ContrastEstimate.family(
                [falling, rising, level].map { ContrastEstimate.Input($0) },
                isBetterHigher: isBetterHigher
            )
            .map(\.comparison)
        }
        #expect(words(isBetterHigher: true) == [.slower, .faster, .equivalent])
        #expect(words(isBetterHigher: false) == [.faster, .slower, .equivalent])
    }

    @Test("A fall of 5.26 % in ln is a cost of 5.12 %, and as a change the rise that undoes it is 5.40 %")
    func percentages() throws {
        let rising = WorkedCase.contrasts.map {
            QuadContrast(difference: 0 - $0.difference, repeatDifference: $0.repeatDifference)
        }
        let estimate = try #require(
            ContrastEstimate.family([ContrastEstimate.Input(rising)], isBetterHigher: false).first
        )
        let change = PercentEstimate(changeOf: estimate)
        #expect(abs(change.percent - 100 * (exp(0.052557) - 1)) < 1e-4)
        #expect(abs(change.interval.low - 100 * (exp(0.045964) - 1)) < 1e-4)
        #expect(abs(change.interval.high - 100 * (exp(0.059150) - 1)) < 1e-4)
        #expect(abs(change.hodgesLehmannPercent - 100 * (exp(0.0523791) - 1)) < 1e-5)
        #expect(change.hodgesLehmannInterval.low < change.hodgesLehmannPercent)
        #expect(change.band == change.interval)
        // The same MDE of .0090 in ln, upwards.
        #expect(abs(change.minimumDetectablePercent - 100 * (exp(estimate.minimumDetectable) - 1)) < 1e-12)
        #expect(abs(estimate.minimumDetectable - 0.0090) < 0.00006)
    }

    @Test("Sign flips take comparisons of one round together, whatever rounds the others lack")
    func rounds() {
        let inputs = [
            ContrastEstimate.Input(WorkedCase.contrasts),
            ContrastEstimate.Input(Array(WorkedCase.contrasts.dropFirst(2)), rounds: [2, 3, 4, 5]),
        ]
        let estimates = ContrastEstimate.family(inputs)
        let expected = SignFlipTest.adjusted([
            WorkedCase.contrasts.map(\.difference), [nil, nil] + WorkedCase.contrasts.dropFirst(2).map(\.difference),
        ])
        #expect(estimates.map(\.signFlipP) == expected)
        #expect(expected[0] == 1.0 / 32)
    }
}
