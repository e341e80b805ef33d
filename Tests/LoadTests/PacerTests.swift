import Foundation
@testable import Load
import Testing

/// When requests are due.
@Suite struct PacerTests {
    private func gaps(_ pacer: Pacer, _ count: Int) -> [Double] {
        var pacer = pacer
        var last = Double(pacer.due)
        return (0..<count).map { _ in
            pacer.advance()
            defer { last = Double(pacer.due) }
            return Double(pacer.due) - last
        }
    }

    /// The largest distance of the gaps' distribution from the exponential one of that mean (Kolmogorov and Smirnov).
    private func distance(_ gaps: [Double], mean: Double) -> Double {
        let count = Double(gaps.count)
        return gaps.sorted().enumerated().reduce(0) { worst, gap in
            let expected = 1 - exp(-gap.element / mean)
            return max(worst, expected - Double(gap.offset) / count, Double(gap.offset + 1) / count - expected)
        }
    }

    /// The correlation of two sequences.
    private func correlation(_ one: [Double], _ other: [Double]) -> Double {
        let means = (one.reduce(0, +) / Double(one.count), other.reduce(0, +) / Double(other.count))
        var (product, squares, otherSquares) = (0.0, 0.0, 0.0)
        for (first, second) in zip(one, other) {
            product += (first - means.0) * (second - means.1)
            squares += (first - means.0) * (first - means.0)
            otherSquares += (second - means.1) * (second - means.1)
        }
        return product / (squares * otherSquares).squareRoot()
    }

    @Test("A constant pace of several workers together is the whole rate's, each in its turn", arguments: [1, 3, 7])
    func constant(workers: Int) {
        let rate = 1700.0
        var dues: [UInt64] = []
        for worker in 0..<workers {
            var pacer = Pacer(rate: rate, arrivals: .constant, worker: worker, of: workers)
            for _ in 0..<1000 {
                dues.append(pacer.due)
                pacer.advance()
            }
        }
        dues.sort()
        for (number, due) in dues.enumerated() {
            #expect(abs(Double(due) - Double(number) * 1e9 / rate) <= 2)
        }
    }

    @Test(
        "A constant pace does not drift: request 1000000000 is due when it must be",
        arguments: [3.0, 1700, 999_983, 1_000_000]
    )
    func drift(rate: Double) {
        let pacer = Pacer(rate: rate, arrivals: .constant, worker: 0, of: 1)
        for number: UInt64 in [1, 1000, 1_000_000, 1_000_000_000] {
            // In whole numbers: 10^9 * number / rate.
            let (quotient, remainder) = UInt64(rate).dividingFullWidth(
                UInt64(1_000_000_000).multipliedFullWidth(by: number)
            )
            let exact = Double(quotient) + Double(remainder) / rate
            // Doubles of this size lie up to 64 ns apart.
            #expect(abs(Double(pacer.constantDue(of: number)) - exact) <= max(1, exact * 0x1p-52))
        }
    }

    @Test("The millionth request by one advance after the other is due when its number says")
    func advances() {
        var pacer = Pacer(rate: 3333, arrivals: .constant, worker: 1, of: 2)
        for _ in 0..<1_000_000 { pacer.advance() }
        #expect(pacer.due == pacer.constantDue(of: 1_000_000))
        let exact: Double = (1e9 + 2e15) / 3333
        #expect(abs(Double(pacer.due) - exact) <= 2)
    }

    @Test("Random arrivals are exponential: distribution, mean and variance", arguments: [1, 42, UInt64.max])
    func exponential(seed: UInt64) {
        let count = 200_000
        for worker in 0..<2 {
            let gaps = gaps(Pacer(rate: 5000, arrivals: .poisson(seed: seed), worker: worker, of: 2), count)
            let mean = 400_000.0
            // The bound that a true exponential exceeds once in a thousand times.
            #expect(distance(gaps, mean: mean) < 1.95 / Double(count).squareRoot())
            let average = gaps.reduce(0, +) / Double(count)
            #expect(abs(average - mean) < 4 * mean / Double(count).squareRoot())
            let variance = gaps.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(count - 1)
            // The variance of a variance: the fourth moment about the mean of an exponential is 9.
            #expect(abs(variance - mean * mean) < 4 * mean * mean * (8 / Double(count)).squareRoot())
            // A gap says nothing of the next.
            #expect(abs(correlation(Array(gaps.dropLast()), Array(gaps.dropFirst()))) < 4 / Double(count).squareRoot())
        }
    }

    @Test("The bound tells an exponential from a constant pace and from one that is off by two percent")
    func distanceTells() {
        let count = 200_000
        let bound = 1.95 / Double(count).squareRoot()
        #expect(distance(gaps(Pacer(rate: 5000, arrivals: .constant, worker: 0, of: 1), 1000), mean: 200_000) > 0.3)
        let gaps = gaps(Pacer(rate: 5000, arrivals: .poisson(seed: 1), worker: 0, of: 1), count)
        #expect(distance(gaps, mean: 204_000) > bound)
    }

    @Test("The first random arrival is one gap after the start, as all others are from one another")
    func first() {
        let firsts = (0..<20_000).map { seed in
            Double(Pacer(rate: 1000, arrivals: .poisson(seed: UInt64(seed)), worker: 0, of: 1).due)
        }
        #expect(distance(firsts, mean: 1e6) < 1.95 / 20_000.0.squareRoot())
    }

    @Test("Workers of one seed are unrelated; the same worker of the same seed is the same")
    func streams() {
        let count = 100_000
        let sequences = (0..<3).map { worker in
            gaps(Pacer(rate: 3000, arrivals: .poisson(seed: 7), worker: worker, of: 3), count)
        }
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            #expect(abs(correlation(sequences[one], sequences[other])) < 4 / Double(count).squareRoot())
            let shifted = correlation(Array(sequences[one].dropFirst()), Array(sequences[other].dropLast()))
            #expect(abs(shifted) < 4 / Double(count).squareRoot())
        }
        #expect(sequences[0] == gaps(Pacer(rate: 3000, arrivals: .poisson(seed: 7), worker: 0, of: 3), count))
        #expect(sequences[0] != gaps(Pacer(rate: 3000, arrivals: .poisson(seed: 8), worker: 0, of: 3), count))
    }

    @Test("Several workers' random arrivals together are again random arrivals, at the whole rate")
    func together() {
        var dues: [Double] = []
        for worker in 0..<4 {
            var pacer = Pacer(rate: 4000, arrivals: .poisson(seed: 12), worker: worker, of: 4)
            while pacer.due < 25_000_000_000 {
                dues.append(Double(pacer.due))
                pacer.advance()
            }
        }
        dues.sort()
        let gaps = zip(dues.dropFirst(), dues).map { $0 - $1 }
        #expect(abs(Double(dues.count) - 100_000) < 4 * 100_000.0.squareRoot())
        #expect(distance(gaps, mean: 250_000) < 1.95 / Double(gaps.count).squareRoot())
    }

    @Test("What is due before a time is counted, and the pacer stands after it")
    func passing() {
        var pacer = Pacer(rate: 1000, arrivals: .constant, worker: 0, of: 1)
        #expect(pacer.passing(until: 0) == 0)
        #expect(pacer.passing(until: 1) == 1)
        #expect(pacer.passing(until: 1_000_000) == 0)
        #expect(pacer.passing(until: 10_000_000) == 9)
        #expect(pacer.due == 10_000_000)
    }

    @Test(
        "The slowest and the fastest rate that a plan may have are within the clock",
        arguments: [LoadPlan.minimumRate, LoadPlan.maximumRate]
    )
    func extremes(rate: Double) {
        for arrivals in [Pacing.Arrivals.constant, .poisson(seed: 1)] {
            for workers in [1, 1024] {
                var pacer = Pacer(rate: rate, arrivals: arrivals, worker: workers - 1, of: workers)
                for _ in 0..<1000 { pacer.advance() }
                #expect(pacer.due > 0 && pacer.due < UInt64(Int64.max))
            }
        }
    }
}
