/// Durations of one phase in the figures of a report, in microseconds.
package struct LatencyPhase: Hashable, Sendable {
    package var count: Int
    package var minimum: Double
    package var mean: Double
    package var p50: Double
    package var p90: Double
    package var p99: Double
    package var maximum: Double
    package var standardDeviation: Double
    package var p75: Double
    package var p95: Double
    package var p999: Double

    package init(
        count: Int,
        minimum: Double,
        mean: Double,
        p50: Double,
        p90: Double,
        p99: Double,
        maximum: Double,
        standardDeviation: Double = 0,
        p75: Double = 0,
        p95: Double = 0,
        p999: Double = 0
    ) {
        self.count = count
        self.minimum = minimum
        self.mean = mean
        self.p50 = p50
        self.p90 = p90
        self.p99 = p99
        self.maximum = maximum
        self.standardDeviation = standardDeviation
        self.p75 = p75
        self.p95 = p95
        self.p999 = p999
    }
}
