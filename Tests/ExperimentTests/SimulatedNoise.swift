import Glibc
import Statistics

/// ln QPS of loads whose noise is of known kinds, by simulation in steps of 25 ms.
struct SimulatedNoise {
    /// Standard deviation that each load brings anew.
    var perSample = 0.0
    /// Variance times seconds that averages out within a load.
    var fast = 0.0
    /// Standard deviation and correlation time in seconds of an autoregression.
    var slow = (deviation: 0.0, seconds: 1.0)
    /// Variance per second of a random walk, and change per second of a straight line.
    var walk = 0.0
    var line = 0.0

    private static let step = 0.025

    /// So many loads of `slice` seconds that begin every `slice + gap`.
    func series(_ count: Int, slice: Double, gap: Double, using source: inout NormalDraws) -> [Double] {
        let (within, between) = (Int((slice / Self.step).rounded()), Int((gap / Self.step).rounded()))
        let memory = exp(-Self.step / slow.seconds)
        let kick = slow.deviation * (1 - memory * memory).squareRoot()
        var state = slow.deviation * source.next()
        var place = 0.0
        var time = 0.0
        return (0..<count).map { _ in
            var sum = 0.0
            for step in 0..<within + between {
                if step < within { sum += state + place + line * time }
                if slow.deviation > 0 { state = memory * state + kick * source.next() }
                if walk > 0 { place += (walk * Self.step).squareRoot() * source.next() }
                time += Self.step
            }
            return sum / Double(within) + (perSample * perSample + fast / slice).squareRoot() * source.next()
        }
    }

    /// The variance of a quad's difference, from so many simulated quads.
    func quadVariance(slice: Double, gap: Double, quads: Int, using source: inout NormalDraws) -> Double {
        let squares = (0..<quads).reduce(0.0) { sum, _ in
            let y = series(4, slice: slice, gap: gap, using: &source)
            let d = (y[1] + y[2] - y[0] - y[3]) / 2
            return sum + d * d
        }
        return squares / Double(quads)
    }
}

/// About normal deviates from a seed: the sum of twelve uniform numbers.
struct NormalDraws {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func next() -> Double {
        var sum = -6.0
        for _ in 0..<3 {
            // Four of 16 bits from one draw.
            let bits = generator.next()
            for shift in [0, 16, 32, 48] as [UInt64] { sum += (Double(bits >> shift & 0xFFFF) + 0.5) / 65536 }
        }
        return sum
    }
}
