import Statistics
import Testing

@Suite("Seeded generator")
struct SeededGeneratorTests {
    @Test("The sequence is SplitMix64's published one")
    func publishedSequence() {
        var zero = SeededGenerator(seed: 0)
        #expect([zero.next(), zero.next()] == [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4])
        var other = SeededGenerator(seed: 1_234_567)
        #expect([other.next(), other.next()] == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973])
    }

    @Test("Streams of one seed differ, and each is the same again")
    func streams() {
        func first(_ stream: UInt64) -> [UInt64] {
            var generator = SeededGenerator(seed: 7, stream: stream)
            return (0..<4).map { _ in generator.next() }
        }
        #expect(first(1) == first(1))
        #expect(Set([first(0), first(1), first(2), first(3)]).count == 4)
    }

    @Test("Numbers below a bound are all reached and about equally often")
    func bounded() {
        var generator = SeededGenerator(seed: 3)
        var counts = [Int](repeating: 0, count: 6)
        for _ in 0..<6000 { counts[generator.below(6)] += 1 }
        // Binomial with n 6000 and p 1/6: five deviations are 144.
        #expect(counts.allSatisfy { abs($0 - 1000) < 144 })
        #expect(generator.below(1) == 0)
        #expect(generator.below(-5) == 0)
    }

    @Test("A shuffle keeps the elements and reaches every order")
    func shuffle() {
        var generator = SeededGenerator(seed: 11)
        var orders: [[Int]: Int] = [:]
        for _ in 0..<6000 { orders[generator.shuffled([1, 2, 3]), default: 0] += 1 }
        #expect(orders.count == 6)
        #expect(orders.keys.allSatisfy { $0.sorted() == [1, 2, 3] })
        #expect(orders.values.allSatisfy { abs($0 - 1000) < 144 })
        #expect(generator.shuffled([Int]()).isEmpty)
    }
}
