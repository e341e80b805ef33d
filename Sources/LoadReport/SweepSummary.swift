import Load
import Statistics

/// A sweep's levels with the mean of their repeats and its 95 % t interval.
package struct SweepSummary {
    let rows: [SweepRow]

    package init(_ rows: [SweepRow]) {
        self.rows = rows
    }

    /// A table, a line a level in ascending order; points that somebody interrupted are left out.
    package var text: String {
        let points = rows.filter { !$0.isInterrupted }
        let levels = Set(points.map(\.concurrency)).sorted()
        let header = ["concurrency", "repeats", "QPS (95 %)", "p50, us", "p99, us", "failed", "limit"]
        let cells = levels.map { level in line(points.filter { $0.concurrency == level }) }
        let widths = header.indices.map { column in ([header] + cells).map { $0[column].count }.max() ?? 0 }
        return ([header] + cells).map { row in
            zip(row.dropLast(), widths).map { FixedPoint.right($0, $1) }.joined(separator: "  ") + "  \(row[6])\n"
        }.joined()
    }

    private func line(_ points: [SweepRow]) -> [String] {
        let rate = PairedEstimate(points.map(\.rate))
        let interval = rate.interval()
        let range =
            interval.isKnown ? " (\(FixedPoint.text(interval.low, 0)) to \(FixedPoint.text(interval.high, 0)))" : ""
        let verdicts = LoadLimit.Verdict.allCases.compactMap { verdict -> String? in
            let count = points.count { $0.verdict == verdict }
            return count > 0 ? (count < points.count ? "\(verdict.rawValue) \(count)" : verdict.rawValue) : nil
        }
        return [
            "\(points.first?.concurrency ?? 0)", "\(points.count)", FixedPoint.text(rate.mean, 0) + range,
            FixedPoint.text(PairedEstimate(points.map(\.total.p50)).mean, 1),
            FixedPoint.text(PairedEstimate(points.map(\.total.p99)).mean, 1),
            "\(points.reduce(0) { $0 + $1.failed })", verdicts.joined(separator: ", "),
        ]
    }
}
