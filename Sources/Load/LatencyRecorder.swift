/// Durations of one phase of requests, kept as an HDR histogram of nanoseconds with three significant digits.
///
/// The layout is HdrHistogram's (Gil Tene; lowest value 1, three digits): values below 2048 have a counter each, and
/// every further power of two has 1024 counters, so that a counter's width is at most 1/1024 of its values. Our own,
/// because all figures come from one pass here: asked one by one, hdrhistogram-swift takes tens of milliseconds, which
/// is much beside samples of half a second. Its figures are the test's reference.
/// All memory (112 KiB) is taken at the start: `record` only adds.
package struct LatencyRecorder: Sendable {
    /// Longer durations are recorded as this one: 68 s, beyond any timeout that makes sense here.
    package static let longest: UInt64 = (1 << 36) - 1

    /// The layout in HdrHistogram's words.
    package static let subBucketCount = 2 * halfCount
    package static let bucketCount = index(of: longest) / halfCount

    private static let halfCount = 1024
    private static let halfCountBits = 10

    private var counts = [UInt32](repeating: 0, count: index(of: longest) + 1)
    private var total: UInt64 = 0
    private var sum: UInt64 = 0
    private var shortest = UInt64.max
    private var greatest: UInt64 = 0

    package init() {}

    /// Durations recorded.
    package var count: Int { Int(clamping: total) }
    /// The longest duration recorded, in nanoseconds; 0 for none.
    package var maximum: UInt64 { greatest }

    /// The mean duration in nanoseconds, rounded down; 0 for none.
    package var mean: UInt64 { total == 0 ? 0 : sum / total }

    /// The counters that counted, in ascending order: the highest nanoseconds that each stands for, and its count.
    package var counters: [(highest: UInt64, count: UInt64)] {
        counts.indices.lazy.filter { counts[$0] > 0 }.map {
            (min(LatencyRecorder.values(at: $0).upperBound, greatest), UInt64(counts[$0]))
        }
    }

    /// Every counter from the lowest to the last that counted: HdrHistogram's array, for its encodings.
    package var countsToMaximum: [UInt32] {
        total == 0 ? [] : Array(counts[...LatencyRecorder.index(of: greatest)])
    }

    /// The nanoseconds that `percent` of the durations (0 to 100) do not exceed; 0 for none.
    package func nanoseconds(atPercent percent: Double) -> UInt64 {
        guard total > 0 else { return 0 }
        guard percent > 0 else { return shortest }
        let (percentiles, _) = summarize(percents: [min(percent, 100)], mean: 0)
        return UInt64(percentiles.first ?? Double(greatest))
    }

    /// Counts one duration in nanoseconds.
    ///
    /// Cost: about 5 ns, no allocation.
    package mutating func record(_ nanoseconds: UInt64) {
        let value = min(nanoseconds, LatencyRecorder.longest)
        counts[LatencyRecorder.index(of: value)] &+= 1
        total &+= 1
        sum &+= value
        shortest = min(shortest, value)
        greatest = max(greatest, value)
    }

    /// Adds the durations of another recorder.
    package mutating func add(_ other: LatencyRecorder) {
        for index in counts.indices { counts[index] &+= other.counts[index] }
        total += other.total
        sum += other.sum
        shortest = min(shortest, other.shortest)
        greatest = max(greatest, other.greatest)
    }

    /// The durations in the figures of a report; zeros if there is none.
    ///
    /// Minimum, maximum and mean are exact; a percentile is the highest value that its counter holds.
    package var phase: LatencyPhase {
        guard total > 0 else {
            return LatencyPhase(count: 0, minimum: 0, mean: 0, p50: 0, p90: 0, p99: 0, maximum: 0)
        }
        let mean = Double(sum) / Double(total)
        let (percentiles, deviation) = summarize(percents: [50, 75, 90, 95, 99, 99.9], mean: mean)
        return LatencyPhase(
            count: Int(clamping: total),
            minimum: Double(shortest) / 1000,
            mean: mean / 1000,
            p50: percentiles[0] / 1000,
            p90: percentiles[2] / 1000,
            p99: percentiles[4] / 1000,
            maximum: Double(greatest) / 1000,
            standardDeviation: deviation / 1000,
            p75: percentiles[1] / 1000,
            p95: percentiles[3] / 1000,
            p999: percentiles[5] / 1000
        )
    }

    /// The percentiles, in ascending order, and the standard deviation, in one pass over the counters.
    private func summarize(percents: [Double], mean: Double) -> (percentiles: [Double], deviation: Double) {
        var percentiles: [Double] = []
        var squares = 0.0
        var passed: UInt64 = 0
        for index in counts.indices where counts[index] > 0 {
            passed += UInt64(counts[index])
            let values = LatencyRecorder.values(at: index)
            let distance = (Double(values.lowerBound) + Double(values.upperBound)) / 2 - mean
            squares += distance * distance * Double(counts[index])
            while percentiles.count < percents.count,
                // One step down, since 99.9 % of 5000 must be 4995 and not a rounding error more.
                Double(passed) >= percents[percentiles.count].nextDown * Double(total) / 100
            {
                percentiles.append(Double(min(values.upperBound, greatest)))
            }
        }
        return (percentiles, (squares / Double(total)).squareRoot())
    }

    /// The counter of a value: the number of halvings that bring it below 2048, then what is left of it.
    private static func index(of value: UInt64) -> Int {
        let halvings = max(0, 63 - halfCountBits - value.leadingZeroBitCount)
        return halvings * halfCount + Int(value >> UInt64(halvings))
    }

    /// The values that the counter at `index` stands for.
    private static func values(at index: Int) -> ClosedRange<UInt64> {
        let halvings = UInt64(max(0, index / halfCount - 1))
        let lowest = UInt64(index - Int(halvings) * halfCount) << halvings
        return lowest...(lowest + (1 << halvings) - 1)
    }
}
