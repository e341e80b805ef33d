import Statistics
import Testing

@Suite("Weighted sum of estimates")
struct WeightedSumTests {
    private static let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
    private static let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

    private func term(_ weight: Double, _ values: [Double]) -> WeightedSum.Term {
        let estimate = PairedEstimate(values)
        return WeightedSum.Term(
            weight: weight,
            value: estimate.mean,
            standardError: estimate.standardError,
            degreesOfFreedom: Double(values.count - 1)
        )
    }

    @Test("Two means with the weights 1 and -1 are Welch's t test: Student's sleep data, as R's t.test prints them")
    func welch() {
        let sum = WeightedSum([term(1, Self.second), term(-1, Self.first)])
        #expect(abs(sum.degreesOfFreedom - 17.776) < 5e-4)
        #expect(abs(sum.interval().low - -0.2054832) < 5e-8)
        #expect(abs(sum.interval().high - 3.3654832) < 5e-8)
    }

    @Test("One term alone keeps its own degrees of freedom, and its weight scales both value and error")
    func single() {
        let sum = WeightedSum([.init(weight: -4, value: 2, standardError: 0.5, degreesOfFreedom: 9)])
        #expect(sum.value == -8 && sum.standardError == 2 && abs(sum.degreesOfFreedom - 9) < 1e-12)
        #expect(abs(sum.interval().high - sum.value - 2 * 2.262157163) < 1e-8)
    }

    @Test("A term of weight 0 is not there, even if nothing is known of it; no terms are exactly 0")
    func empty() {
        let unknown = WeightedSum.Term(weight: 0, value: .nan, standardError: .nan, degreesOfFreedom: .nan)
        #expect(WeightedSum([unknown]).interval() == Interval(low: 0, high: 0))
        #expect(WeightedSum([]).value == 0)
        let known = WeightedSum.Term(weight: 1, value: 3, standardError: 1, degreesOfFreedom: 5)
        #expect(WeightedSum([unknown, known]) == WeightedSum([known]))
    }

    @Test("Where the spread of a term is unknown, so is the interval")
    func unknownSpread() {
        let sum = WeightedSum([.init(weight: 1, value: 3, standardError: .nan, degreesOfFreedom: 0)])
        #expect(sum.value == 3 && !sum.interval().isKnown)
    }
}
