import Statistics
import Testing

@Suite("The paired t test")
struct PairedEstimateTests {
    /// Student's sleep data, group 1 less group 2.
    static let sleep = zip(
        [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
        [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    ).map { $0 - $1 }

    @Test("Student's sleep data give the published t, p and interval")
    func sleepData() {
        let estimate = PairedEstimate(Self.sleep)
        #expect(estimate.count == 10)
        #expect(abs(estimate.t - -4.0621277) < 5e-8)
        #expect(abs(estimate.p - 0.00283289) < 5e-9)
        let interval = estimate.interval()
        #expect(abs(interval.low - -2.4598858) < 5e-8)
        #expect(abs(interval.high - -0.7001142) < 5e-8)
    }

    @Test("NIST's NumAcc1 and NumAcc2 give the certified mean and deviation")
    func certified() {
        let first = PairedEstimate([10_000_001, 10_000_003, 10_000_002])
        #expect(first.mean == 10_000_002)
        #expect(first.standardDeviation == 1)
        let second = PairedEstimate([1.2] + (0..<1000).map { $0.isMultiple(of: 2) ? 1.1 : 1.3 })
        #expect(abs(second.mean - 1.2) < 1e-14)
        #expect(abs(second.standardDeviation - 0.1) < 1e-14)
    }

    @Test("NIST's NumAcc3 and NumAcc4, whose digits hide behind a large common part, keep nine and eight of them")
    func hidden() {
        for (common, tolerance) in [(1e6, 1e-9), (1e7, 1e-8)] {
            let values = [common + 0.2] + (0..<1000).map { common + ($0.isMultiple(of: 2) ? 0.1 : 0.3) }
            #expect(abs(PairedEstimate(values).mean - (common + 0.2)) < tolerance)
            #expect(abs(PairedEstimate(values).standardDeviation - 0.1) < tolerance)
            #expect(abs(Autocorrelation(values).lag1 - -0.999) < 1e-6)
        }
    }

    @Test(
        "The 90 % interval is as wide as the published factors of the deviation",
        arguments: [(6, 0.82), (8, 0.67), (10, 0.58), (12, 0.52)]
    )
    func equivalenceWidth(count: Int, factor: Double) {
        let estimate = PairedEstimate((0..<count).map { Double($0) })
        let interval = estimate.interval(level: 0.90)
        #expect(abs((interval.high - interval.low) / 2 / estimate.standardDeviation - factor) <= 0.0051)
    }

    @Test("Too little data are no evidence: p is 1 and the interval unknown")
    func tooLittle() {
        for differences in [[], [0.5]] {
            let estimate = PairedEstimate(differences)
            #expect(estimate.p == 1)
            #expect(!estimate.interval().isKnown)
            #expect(PairedEstimate.minimumDetectable([estimate])[0].isNaN)
        }
        #expect(PairedEstimate([]).mean.isNaN)
        #expect(PairedEstimate([1, .nan, 2]).p == 1)
    }

    @Test("Differences without any spread are certain, unless they are 0")
    func noSpread() {
        #expect(PairedEstimate([0.25, 0.25, 0.25]).p == 0)
        #expect(PairedEstimate([-0.25, -0.25]).t == -.infinity)
        #expect(PairedEstimate([0, 0, 0]).p == 1)
        #expect(PairedEstimate([0.25, 0.25]).interval() == Interval(low: 0.25, high: 0.25))
    }

    @Test("Simultaneous intervals are wider, and the 90 % interval is narrower")
    func widths() {
        let estimate = PairedEstimate(Self.sleep)
        func width(_ interval: Interval) -> Double { interval.high - interval.low }
        #expect(width(estimate.interval(comparisons: 24)) > width(estimate.interval()))
        #expect(width(estimate.interval(level: 0.90)) < width(estimate.interval()))
        let many = PairedEstimate.minimumDetectable([PairedEstimate](repeating: estimate, count: 24))
        #expect(many.count == 24)
        #expect(many[23] > PairedEstimate.minimumDetectable([estimate])[0])
    }

    @Test("The 95 % interval covers the truth in 93 to 97 % of simulated experiments, for six quads and for twelve")
    func coverage() {
        for count in [6, 12] {
            var random = NormalSource(seed: 20_26)
            let covered = (0..<4000).count { _ in
                let interval = PairedEstimate((0..<count).map { _ in -0.05 + 0.01 * random.next() }).interval()
                return interval.low < -0.05 && -0.05 < interval.high
            }
            #expect((3720...3880).contains(covered))
        }
    }
}
