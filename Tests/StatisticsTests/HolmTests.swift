import Statistics
import Testing

@Suite("Holm's adjustment")
struct HolmTests {
    @Test("The worked family .01 to .05 gives .05 .08 .09 .09 .09, in any order")
    func worked() {
        let expected = [0.05, 0.08, 0.09, 0.09, 0.09]
        let adjusted = Holm.adjusted([0.01, 0.02, 0.03, 0.04, 0.05])
        for (value, target) in zip(adjusted, expected) { #expect(abs(value - target) < 1e-12) }
        #expect(Holm.adjusted([0.05, 0.03, 0.01, 0.04, 0.02]) == [4, 2, 0, 3, 1].map { adjusted[$0] })
    }

    @Test("Adjusted values are at least raw, at most 1, and keep the order")
    func bounds() {
        var random = NormalSource(seed: 5)
        for size in 1...30 {
            let raw = (0..<size).map { _ in random.uniform() * random.uniform() }
            let adjusted = Holm.adjusted(raw)
            for i in raw.indices {
                #expect(adjusted[i] >= raw[i] && adjusted[i] <= 1)
                for j in raw.indices where raw[i] <= raw[j] { #expect(adjusted[i] <= adjusted[j]) }
            }
        }
    }

    @Test("An empty family is empty, one test is left alone, and NaN counts as 1")
    func edges() {
        #expect(Holm.adjusted([]) == [])
        #expect(Holm.adjusted([0.04]) == [0.04])
        #expect(Holm.adjusted([.nan, 0.01]) == [1, 0.02])
    }
}
