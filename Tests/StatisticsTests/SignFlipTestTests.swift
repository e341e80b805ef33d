import Statistics
import Testing

@Suite("Sign flips of whole rounds")
struct SignFlipTestTests {
    @Test("Student's sleep data have the published p of 4/1024, the worked case the smallest of six rounds")
    func published() {
        #expect(SignFlipTest.adjusted([PairedEstimateTests.sleep]) == [4.0 / 1024])
        #expect(SignFlipTest.adjusted([WorkedCase.contrasts.map(\.difference)]) == [1.0 / 32])
    }

    /// By enumeration: t^2 grows with the square of the sum, and 3 + 2 + 1 is reached by one pattern of four, 3 + 2 - 1 by
    /// two, 3 - 2 + 1 by three, 3 - 2 - 1 by all.
    @Test("One test of three rounds counts its patterns exactly")
    func counted() {
        let cases: [([Double], Double)] = [
            ([1, 2, 3], 0.25), ([-1, 2, 3], 0.5), ([1, -2, 3], 0.75), ([1, 2, -3], 1), ([-1, -2, -3], 0.25),
        ]
        for (differences, expected) in cases { #expect(SignFlipTest.adjusted([differences]) == [expected]) }
    }

    @Test("It is the share of patterns found by walking through all of them, also with rounds that a test lacks")
    func enumerated() {
        var random = NormalSource(seed: 77)
        for rounds in 2...7 {
            let tests: [[Double?]] = (0..<4).map { test in
                (0..<rounds).map { $0 == 1 && test == 2 && rounds > 3 ? nil : 0.4 + random.next() }
            }
            let expected = Self.slow(tests, rounds: rounds)
            for (value, target) in zip(SignFlipTest.adjusted(tests), expected) {
                #expect(abs(value - target) < 1e-12)
            }
        }
    }

    /// The same by the definition: every pattern of signs, t from mean and deviation.
    private static func slow(_ tests: [[Double?]], rounds: Int) -> [Double] {
        func squares(_ pattern: Int) -> [Double] {
            tests.map { test in
                let flipped = test.enumerated().compactMap { round, value in
                    value.map { pattern >> round & 1 == 1 ? -$0 : $0 }
                }
                let t = PairedEstimate(flipped).t
                return t * t
            }
        }
        let largest = (0..<(1 << rounds)).map { squares($0).max() ?? 0 }
        return squares(0).map { own in
            Double(largest.count { $0 >= own * (1 - 1e-9) }) / Double(largest.count)
        }
    }

    @Test("Drawn patterns agree with enumerated ones, and the same seed draws the same")
    func drawn() {
        var random = NormalSource(seed: 4)
        let long: [[Double?]] = (0..<3).map { _ in (0..<18).map { _ in 0.4 + random.next() } }
        let first = SignFlipTest.adjusted(long, seed: 9, draws: 4_000)
        #expect(SignFlipTest.adjusted(long, seed: 9, draws: 4_000) == first)
        let second = SignFlipTest.adjusted(long, seed: 10, draws: 4_000)
        #expect(second != first)
        // Both estimate one p, each with a deviation of sqrt(p (1 - p) / 4000).
        for (a, b) in zip(first, second) {
            #expect(abs(a - b) < 5 * (2 * max(a, 0.001) * (1 - min(a, 0.999)) / 4_000).squareRoot())
        }
        // A clear effect has the smallest p that can be.
        let clear = SignFlipTest.adjusted([(0..<18).map { 1 + 0.001 * Double($0) }], draws: 999)
        #expect(clear == [0.001])
    }

    @Test("A test too small to be one is no evidence, and does not disturb the others")
    func degenerate() {
        #expect(SignFlipTest.adjusted([]).isEmpty)
        #expect(SignFlipTest.adjusted([[], [nil, nil], [1], [nil, 2]]) == [1, 1, 1, 1])
        #expect(SignFlipTest.adjusted([[0, 0, 0], [1, 1, 1]]) == [1, 0.25])
        #expect(SignFlipTest.adjusted([[1, .nan, 2], [1, 2, 3]])[1] == 0.25)
    }

    @Test("In simulated A/A runs with levels that hang together, any alarm in the family comes in about 5 %")
    func familywise() {
        var random = NormalSource(seed: 31)
        let repeats = 500
        let alarms = (0..<repeats).count { _ in
            // Eight levels of eight rounds, of correlation 0.5.
            let rounds = (0..<8).map { _ in
                let common = random.next()
                return (0..<8).map { _ in (common + random.next()) * 0.01 }
            }
            let tests = (0..<8).map { level in rounds.map { Optional($0[level]) } }
            return SignFlipTest.adjusted(tests).contains { $0 <= 0.05 }
        }
        // Six of 128 patterns are 4.7 %; 99.9 % binomial bounds of 500 at that rate.
        #expect((9...41).contains(alarms), "\(alarms) of \(repeats)")
    }
}
