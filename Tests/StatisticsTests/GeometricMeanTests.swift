import Statistics
import Testing

@Suite("Means and percentiles of a few values")
struct GeometricMeanTests {
    @Test("The geometric mean of 1, 10 and 100 is 10, and its interval is symmetric in the logarithm")
    func mean() {
        let mean = GeometricMean([1, 10, 100])
        #expect(abs(mean.value - 10) < 1e-12)
        #expect(abs(mean.interval.low * mean.interval.high - 100) < 1e-9)
        // t(2) at 0.975 is 4.3027, the deviation of log10 is 1: 10^(1 + 4.3027/sqrt 3).
        #expect(abs(mean.interval.high / 3049.6 - 1) < 1e-3)
    }

    @Test("One value has no interval, none has no mean, and a zero rate gives 0 without one")
    func edges() {
        #expect(abs(GeometricMean([7]).value - 7) < 1e-12)
        #expect(!GeometricMean([7]).interval.isKnown)
        #expect(GeometricMean([]).value.isNaN)
        #expect(GeometricMean([0, 5, 5]).value == 0)
        #expect(!GeometricMean([0, 5, 5]).interval.isKnown)
        #expect(GeometricMean([-1, 5]).value.isNaN)
    }

    @Test("Percentiles interpolate between order statistics as R's type 7 does")
    func percentiles() {
        let values = Percentiles([15, 20, 35, 40, 50].reversed())
        #expect(values.median == 35)
        #expect(abs(values[40] - 29) < 1e-12)
        #expect(values[0] == 15)
        #expect(values[100] == 50)
        #expect(Percentiles([1, 2]).median == 1.5)
    }

    @Test("Percentiles of nothing, or outside 0 to 100, are NaN")
    func undefined() {
        #expect(Percentiles([]).median.isNaN)
        #expect(Percentiles([1])[101].isNaN)
        #expect(Percentiles([1])[-1].isNaN)
        #expect(Percentiles([1])[99] == 1)
    }
}
