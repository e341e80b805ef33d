import Results

extension Summary {
    /// Per setting and comparison QPS over all levels, and beside it the answers that CPU time and latency give.
    func metricBlocks(_ style: Style) -> [[String]] {
        if run.outcome == .invalid { return [] }
        return CostSeries.all(of: tables.costs).compactMap { series in
            let rows = tables.metrics.filter {
                $0.setting == series.setting && $0.treatment == series.treatment && $0.concurrency == nil
            }
            guard !rows.isEmpty else { return nil }
            let name = series.treatment.name(among: run.plan.controllers)
            var table = TextTable(
                header: ["over all levels", "off", name, "change % (95 %)", "verdict"],
                alignments: [.left, .right, .right, .right, .left]
            )
            if let cost = series.all { table.rows.append(Self.line(cost)) }
            table.rows += Self.shown.compactMap { metric in rows.first { $0.metric == metric } }.map(Self.line)
            let heading =
                "\(series.setting.scale.label)\(mode(series.setting)): four answers, each a paired comparison of its own"
            return [style.bold(heading)] + table.lines
        }
    }

    /// The metrics that have a line, in this order, with what they are called.
    private static let shown = [Metric.cpu, .p50, .p99]

    private static func title(_ metric: Metric) -> String {
        switch metric {
        case .rate: "QPS"
        case .cpu: "CPU time per request, us (lower is better)"
        case .p50: "latency p50, us (lower is better)"
        case .p90: "latency p90, us (lower is better)"
        case .p99: "latency p99, us (lower is better)"
        }
    }

    /// QPS as a change, so that the lines can be compared: a cost of 5 % is -5 %.
    private static func line(_ row: CostRow) -> [String] {
        [
            "QPS (higher is better)", "", "", change(0 - row.costPercent, 0 - row.high, 0 - row.low),
            row.verdict.rawValue,
        ]
    }

    private static func line(_ row: MetricRow) -> [String] {
        [
            title(row.metric), Readable.number(row.valueOff, decimals: 1),
            Readable.number(row.valueCompared, decimals: 1), change(row.changePercent, row.low, row.high),
            row.verdict.rawValue,
        ]
    }

    private static func change(_ value: Double, _ low: Double, _ high: Double) -> String {
        let percent = Readable.percent(value, low, high)
        let sign = value > 0 ? "+" : ""
        return sign + percent.value + (percent.interval.map { " (\($0))" } ?? "")
    }
}
