import Histogram

/// Durations of one phase of requests, kept as an HDR histogram of nanoseconds with three significant digits.
///
/// All memory (about 110 KiB) is taken at the start: `record` adds to a counter.
package struct LatencyRecorder: Sendable {
    /// Longer durations are recorded as this one: 68 s, beyond any timeout that makes sense here.
    package static let longest: UInt64 = 1 << 36

    private var histogram = Histogram<UInt32>(highestTrackableValue: longest, numberOfSignificantValueDigits: .three)

    package init() {}

    /// Counts one duration in nanoseconds.
    ///
    /// Cost: about 5 ns, no allocation.
    @inline(__always)
    package mutating func record(_ nanoseconds: UInt64) {
        histogram.record(min(nanoseconds, LatencyRecorder.longest))
    }

    /// Adds the durations of another recorder.
    package mutating func add(_ other: LatencyRecorder) {
        histogram.add(other.histogram)
    }

    /// The durations in the figures of a report; zeros if there is none.
    package var phase: LoadResult.Phase {
        guard histogram.totalCount > 0 else {
            return LoadResult.Phase(count: 0, minimum: 0, mean: 0, p50: 0, p90: 0, p99: 0, maximum: 0)
        }
        return LoadResult.Phase(
            count: Int(clamping: histogram.totalCount),
            minimum: microseconds(histogram.min),
            mean: histogram.mean / 1000,
            p50: percentile(50),
            p90: percentile(90),
            p99: percentile(99),
            maximum: microseconds(histogram.max),
            standardDeviation: histogram.stdDeviation / 1000,
            p75: percentile(75),
            p95: percentile(95),
            p999: percentile(99.9)
        )
    }

    private func percentile(_ percent: Double) -> Double {
        microseconds(histogram.valueAtPercentile(percent))
    }

    private func microseconds(_ nanoseconds: UInt64) -> Double {
        Double(nanoseconds) / 1000
    }
}
