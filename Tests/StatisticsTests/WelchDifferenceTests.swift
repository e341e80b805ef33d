import Statistics
import Testing

@Suite("Welch's t test")
struct WelchDifferenceTests {
    private static let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
    private static let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

    @Test("Student's sleep data, taken as unpaired, give what R's t.test prints")
    func sleepData() {
        let difference = WelchDifference(.init(Self.first), .init(Self.second))
        #expect(abs(difference.estimate / difference.standardError - 1.8608) < 5e-5)
        #expect(abs(difference.degreesOfFreedom - 17.776) < 5e-4)
        #expect(abs(difference.p - 0.07939) < 5e-6)
        let interval = difference.interval()
        #expect(abs(interval.low - -0.2054832) < 5e-8)
        #expect(abs(interval.high - 3.3654832) < 5e-8)
    }

    @Test("Swapping both sides turns the sign and nothing else")
    func swapped() {
        let one = WelchDifference(.init(Self.first), .init(Self.second))
        let other = WelchDifference(.init(Self.second), .init(Self.first))
        #expect(one.estimate == -other.estimate)
        #expect(one.p == other.p)
    }

    @Test("Where a spread is unknown or there is none, nothing is found")
    func unknown() {
        for sample in [[], [3], [3, 3]] as [[Double]] {
            let difference = WelchDifference(.init(sample), .init([9]))
            #expect(difference.p == 1)
            #expect(!difference.interval().isKnown)
        }
    }
}
