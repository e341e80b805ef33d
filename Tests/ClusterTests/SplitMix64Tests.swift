import Testing

@testable import Cluster

@Suite struct SplitMix64Tests {
    @Test("The first numbers of seed 1234567 are those of the reference code")
    func reference() {
        var generator = SplitMix64(seed: 1_234_567)
        let numbers = (0..<5).map { _ in generator.next() }
        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ]
        )
    }

    @Test("Bounded numbers stay below the bound and come up as often")
    func bounded() {
        var generator = SplitMix64(seed: 1)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<7000 { counts[generator.next(below: 7)] += 1 }
        #expect(counts.allSatisfy { abs($0 - 1000) < 150 })
        #expect(generator.next(below: 1) == 0)
    }
}
