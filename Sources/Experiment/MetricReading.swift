import Glibc
import Results
package import Statistics

/// What one quad says of a metric: its contrast, and where the values of both arms lie.
package struct MetricReading: Equatable, Sendable {
    package var round: Int
    package var contrast: QuadContrast
    /// Mean logarithms of the metric's two values under `off` and under the compared treatment; their difference is the contrast's.
    package var logOff: Double
    package var logCompared: Double

    /// Nil where the metric has no logarithm in one of the quad's samples: a percentile of less than a microsecond, say.
    init?(_ entry: QuadLedger.Entry, _ metric: Metric) {
        let values = entry.samples.map { metric.value(in: $0) }
        guard let contrast = QuadContrast(entry.pattern, values: values) else { return nil }
        let outer = (log(values[0]) + log(values[3])) / 2
        let inner = (log(values[1]) + log(values[2])) / 2
        round = entry.round
        self.contrast = contrast
        (logOff, logCompared) = entry.pattern == .abba ? (outer, inner) : (inner, outer)
    }
}
