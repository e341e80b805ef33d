/// Random numbers that are the same for the same seed on every machine and with every compiler: SplitMix64.
///
/// The standard library does not promise that `shuffled(using:)` draws alike from one version to the next, so the
/// shuffle is here too. Source: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private static let gamma: UInt64 = 0x9E37_79B9_7F4A_7C15
    private var state: UInt64

    /// A generator for `seed`; different streams of one seed are unrelated sequences.
    package init(seed: UInt64, stream: UInt64 = 0) {
        state = stream == 0 ? seed : Self.mix(seed &+ Self.mix(stream &* Self.gamma))
    }

    package mutating func next() -> UInt64 {
        state &+= Self.gamma
        return Self.mix(state)
    }

    /// A number in 0..<bound, each equally likely; 0 if `bound` is below 2.
    ///
    /// By rejection: draws from the incomplete last multiple of `bound` are thrown away.
    package mutating func below(_ bound: Int) -> Int {
        guard bound > 1 else { return 0 }
        let divisor = UInt64(bound)
        let surplus = (UInt64.max % divisor + 1) % divisor
        var draw = next()
        while draw > UInt64.max - surplus { draw = next() }
        return Int(draw % divisor)
    }

    /// The elements in random order, every order equally likely (Fisher and Yates, as in Knuth, TAOCP 2, 3.4.2 P).
    package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        for last in stride(from: result.count - 1, to: 0, by: -1) {
            result.swapAt(last, below(last + 1))
        }
        return result
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
