import Load

/// ab's two tables, in milliseconds with three decimals: a pod answers in less than one.
extension AbReport {
    /// The percentiles of ab's table.
    static let percents = [50, 66, 75, 80, 90, 95, 98, 99, 100]

    private var rows: [(label: String, phase: LatencyPhase)] {
        [
            ("Connect:", result.connect), ("Processing:", result.processing), ("Waiting:", result.wait),
            ("Total:", result.total),
        ]
    }

    var times: [String] {
        guard result.total.count > 0 else { return [] }
        let header =
            style.hasDeviation
            ? "                  min     mean[+/-sd]     median        max"
            : "                  min       avg        max"
        return ["", "Connection Times (ms)", header]
            + rows.map { label, phase in
                FixedPoint.left(label, 12) + (style.hasDeviation ? figures(phase) : shortFigures(phase))
            }
    }

    private func figures(_ phase: LatencyPhase) -> String {
        [
            FixedPoint.cell(phase.minimum / 1000, width: 9), FixedPoint.cell(phase.mean / 1000, width: 9),
            FixedPoint.cell(phase.standardDeviation / 1000, width: 8), FixedPoint.cell(phase.p50 / 1000, width: 9),
            FixedPoint.cell(phase.maximum / 1000, width: 10),
        ].joined(separator: " ")
    }

    private func shortFigures(_ phase: LatencyPhase) -> String {
        [
            FixedPoint.cell(phase.minimum / 1000, width: 9), FixedPoint.cell(phase.mean / 1000, width: 9),
            FixedPoint.cell(phase.maximum / 1000, width: 10),
        ].joined(separator: " ")
    }

    var percentiles: [String] {
        guard style.hasPercentiles, result.total.count > 0 else { return [] }
        return ["", "Percentage of the requests served within a certain time (ms)"]
            + AbReport.percents.map { percent in
                let milliseconds = Double(result.totalTimes.nanoseconds(atPercent: Double(percent))) / 1_000_000
                return FixedPoint.right("\(percent)%", 5) + FixedPoint.cell(milliseconds, width: 11)
                    + (percent == 100 ? " (longest request)" : "")
            }
    }
}
