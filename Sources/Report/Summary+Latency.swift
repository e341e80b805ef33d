import Results

extension Summary {
    /// Per setting and comparison what is added to latency at a fixed rate.
    func latencyBlocks(_ style: Style) -> [[String]] {
        if run.outcome == .invalid { return [] }
        return LatencySeries.all(of: tables.latencies).map { series in
            let name = series.treatment.name(among: run.plan.controllers)
            var table = TextTable(
                header: [
                    "latency from when a request is due", "off, us", "\(name), us", "added, us (95 %)", "verdict",
                ],
                alignments: [.left, .right, .right, .right, .left]
            )
            table.rows = series.rows.map { row in
                let added = Readable.microseconds(row.added, row.low, row.high)
                return [
                    row.metric.title, Readable.number(row.valueOff, decimals: 1),
                    Readable.number(row.valueCompared, decimals: 1),
                    added.value + (added.interval.map { " (\($0))" } ?? ""), row.verdict.rawValue,
                ]
            }
            let rate = series.rows.first.map { Readable.rate($0.rate) } ?? "-"
            let heading =
                "\(series.setting.scale.label)\(mode(series.setting)): latency at \(rate) requests a second, below saturation"
            return [style.bold(heading)] + table.lines
        }
    }
}

extension LatencyMetric {
    /// As tables name it.
    var title: String {
        switch self {
        case .mean: "mean"
        case .p50: "p50"
        case .p90: "p90"
        case .p99: "p99"
        }
    }
}
