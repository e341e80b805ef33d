import Foundation
package import Load

/// A histogram as HdrHistogram's percentile text (`.hgrm`), in microseconds.
///
/// The iteration is that of its PercentileIterator with five ticks for each half of the distance to 100 %, and the
/// layout that of outputPercentileDistribution.
package struct HistogramText {
    private static let ticksPerHalf = 5.0

    let recorder: LatencyRecorder

    package init(_ recorder: LatencyRecorder) {
        self.recorder = recorder
    }

    package var text: String {
        let header = "       Value     Percentile TotalCount 1/(1-Percentile)\n\n"
        return header + rows.joined() + footer
    }

    private var rows: [String] {
        let total = UInt64(recorder.count)
        var rows: [String] = []
        var level = 0.0
        var passed: UInt64 = 0
        for counter in recorder.counters {
            passed += counter.count
            let reached = 100 * Double(passed) / Double(total)
            while level <= reached {
                rows.append(row(counter.highest, level / 100, passed))
                level = next(level)
                // After the last counter the line for 100 % follows, not one for each tick on the way.
                if passed == total { break }
            }
            if passed == total { rows.append(row(counter.highest, 1, total)) }
        }
        return rows
    }

    /// The next level to report: each halving of what is left to 100 % has as many ticks.
    private func next(_ level: Double) -> Double {
        let halvings = (log2(100 / (100 - level))).rounded(.down) + 1
        return level + 100 / (HistogramText.ticksPerHalf * exp2(halvings))
    }

    private func row(_ nanoseconds: UInt64, _ percentile: Double, _ count: UInt64) -> String {
        let value = FixedPoint.cell(Double(nanoseconds) / 1000, width: 12)
        let start =
            "\(value) \(FixedPoint.cell(percentile, width: 2, decimals: 12)) \(FixedPoint.right("\(count)", 10))"
        return percentile < 1
            ? start + " \(FixedPoint.cell(1 / (1 - percentile), width: 14, decimals: 2))\n" : start + "\n"
    }

    private var footer: String {
        let phase = recorder.phase
        let maximum = FixedPoint.cell(phase.maximum, width: 12)
        return """
            #[Mean    = \(FixedPoint.cell(phase.mean, width: 12)), StdDeviation   = \
            \(FixedPoint.cell(phase.standardDeviation, width: 12))]
            #[Max     = \(maximum), Total count    = \(FixedPoint.right("\(recorder.count)", 12))]
            #[Buckets = \(FixedPoint.right("\(LatencyRecorder.bucketCount)", 12)), SubBuckets     = \
            \(FixedPoint.right("\(LatencyRecorder.subBucketCount)", 12))]

            """
    }
}
