import Statistics
import Testing

@Suite("Prediction intervals")
struct PredictionIntervalTests {
    /// Values with mean 100 and sample standard deviation 10.
    private func values(_ count: Int) -> [Double] {
        let ramp = (0..<count).map { Double($0) }
        let estimate = PairedEstimate(ramp)
        return ramp.map { 100 + 10 * ($0 - estimate.mean) / estimate.standardDeviation }
    }

    @Test("Half widths at 0.999 are those of the t tables", arguments: [(8, 5.74), (10, 5.01), (20, 3.98), (30, 3.72)])
    func halfWidths(count: Int, spreads: Double) {
        let interval = PredictionInterval(after: values(count), level: 0.999).interval
        #expect(abs((interval.high - interval.low) / 20 - spreads) < 0.005)
        #expect(abs((interval.high + interval.low) / 2 - 100) < 1e-9)
    }

    @Test("Bencher's documented lower boundary: 25 values, deviation 10, one-sided 0.977")
    func bencher() {
        let interval = PredictionInterval(after: values(25), level: 1 - 2 * (1 - 0.977)).interval
        #expect(abs(interval.low - 78.54) < 0.005)
    }

    @Test("p is 1 - level at the ends, 1 in the middle, and 1 where nothing can be predicted")
    func ends() {
        let expected = PredictionInterval(after: values(12), level: 0.99)
        #expect(abs(expected.p(of: expected.interval.low) - 0.01) < 1e-9)
        #expect(abs(expected.p(of: expected.interval.high) - 0.01) < 1e-9)
        #expect(expected.p(of: 100) > 0.999)
        #expect(!PredictionInterval(after: [3], level: 0.99).interval.isKnown)
        #expect(PredictionInterval(after: [3], level: 0.99).p(of: 9) == 1)
    }

    @Test("After equal values any other is a surprise")
    func constant() {
        let expected = PredictionInterval(after: [2, 2, 2], level: 0.99)
        #expect(expected.p(of: 2) == 1)
        #expect(expected.p(of: 2.1) == 0)
    }
}
