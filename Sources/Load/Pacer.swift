import Glibc
import Statistics

/// When the requests of one worker's open loop are due: nanoseconds after the loop's start, ever later.
///
/// A constant pace is worked out from each request's number and not added up, so that no rounding error grows.
struct Pacer: Sendable {
    /// When the next request is due.
    private(set) var due: UInt64

    /// Nanoseconds from one request of this worker to the next, on average.
    private let interval: Double
    /// The first request's due time, so that the workers take turns.
    private let offset: Double
    private var generator: SeededGenerator?
    private var number: UInt64 = 0
    private var time: Double

    /// The pace of worker `index` of `workers` that share `rate` requests a second.
    init(rate: Double, arrivals: Pacing.Arrivals, worker index: Int, of workers: Int) {
        interval = 1e9 * Double(workers) / rate
        offset = interval * Double(index) / Double(workers)
        time = 0
        due = 0
        switch arrivals {
        case .constant:
            generator = nil
            due = UInt64(offset)
        case .poisson(let seed):
            generator = SeededGenerator(seed: seed, stream: UInt64(index) + 1)
            advance()
        }
    }

    /// Goes on to the next request.
    mutating func advance() {
        number += 1
        guard generator != nil else {
            due = constantDue(of: number)
            return
        }
        // 53 random bits make every double of [0, 1) that is a multiple of 2^-53; 1 minus it is never 0.
        let draw = Double((generator?.next() ?? 0) >> 11) * 0x1p-53
        time -= log(1 - draw) * interval
        due = UInt64(time)
    }

    /// When request `number` of a constant pace is due; the first is number 0.
    func constantDue(of number: UInt64) -> UInt64 {
        UInt64(offset + Double(number) * interval)
    }

    /// How many requests are due before `end` from here on; goes past them.
    mutating func passing(until end: UInt64) -> Int {
        var count = 0
        while due < end {
            count += 1
            advance()
        }
        return count
    }
}
