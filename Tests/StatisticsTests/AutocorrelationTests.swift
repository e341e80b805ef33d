import Statistics
import Testing

@Suite("Autocorrelation")
struct AutocorrelationTests {
    @Test("NIST's NumAcc1 and NumAcc2 give the certified lag-1 coefficients")
    func certified() {
        #expect(Autocorrelation([10_000_001, 10_000_003, 10_000_002]).lag1 == -0.5)
        let second = Autocorrelation([1.2] + (0..<1000).map { $0.isMultiple(of: 2) ? 1.1 : 1.3 })
        #expect(abs(second.lag1 - -0.999) < 1e-12)
        #expect(!second.isSuspect)
    }

    @Test("A slow wave is suspect; too few values or none that differ are not")
    func suspect() {
        #expect(Autocorrelation([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 9, 8, 7, 6, 5]).isSuspect)
        for values: [Double] in [[], [1], [1, 2], [3, 3, 3, 3]] {
            #expect(Autocorrelation(values).lag1.isNaN)
            #expect(!Autocorrelation(values).isSuspect)
        }
    }

    @Test("Of independent series fewer than one in forty is suspect, of series with a memory of 0.8 most")
    func rates() {
        var random = NormalSource(seed: 12)
        func suspects(memory: Double, count: Int) -> Int {
            (0..<1000).count { _ in
                var last = random.next()
                let values = (0..<count).map { _ in
                    last = memory * last + (1 - memory * memory).squareRoot() * random.next()
                    return last
                }
                return Autocorrelation(values).isSuspect
            }
        }
        for count in [6, 10, 20] { #expect(suspects(memory: 0, count: count) <= 40, "\(count)") }
        #expect(suspects(memory: 0.8, count: 20) > 500)
    }
}
