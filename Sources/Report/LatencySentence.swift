import Results

/// What a treatment adds to a request at a rate that the node bears easily, in one sentence.
enum LatencySentence {
    /// For example `At 4,000 requests a second, half of what off bears, kube-router-0.2.0 adds 9 us to the median (95 %: 7 to 11) and
    /// 31 us to p99 (95 %: 12 to 50) at 8000 pods, 82 per node`; nil if a row is missing.
    static func text(_ series: LatencySeries, in plan: RunPlan) -> String? {
        guard let median = series[.p50], let tail = series[.p99] else { return nil }
        let mode = plan.hasSeveralModes ? ", \(series.setting.connections.rawValue)" : ""
        let scale = series.setting.scale
        return "At \(grouped(median.rate)) requests a second, \(share(median.loadPercent)) of what off bears, "
            + "\(series.treatment.subject) adds \(added(median)) to the median\(doubt(median)) and \(added(tail)) to p99\(doubt(tail)) "
            + "at \(scale.pods) pods, \(scale.localPods) per node\(mode)"
    }

    private static func added(_ row: LatencyRow) -> String {
        "\(Readable.microseconds(row.added, row.low, row.high).value) us"
    }

    private static func doubt(_ row: LatencyRow) -> String {
        let interval =
            Readable.microseconds(row.added, row.low, row.high).interval.map { "95 %: \($0)" } ?? "no interval"
        return " (\(interval)\(row.verdict == .inconclusive ? ", undecided" : ""))"
    }

    private static func share(_ percent: Double) -> String {
        percent == 50 ? "half" : "\(Readable.number(percent, decimals: percent == percent.rounded() ? 0 : 1)) %"
    }

    /// A rate with a comma at each thousand.
    private static func grouped(_ rate: Double) -> String {
        let digits = Array(Readable.number(rate, decimals: 0))
        return String(
            digits.indices.flatMap { index in
                let isThousand = index > 0 && (digits.count - index).isMultiple(of: 3)
                return (isThousand ? [","] : []) + [digits[index]]
            }
        )
    }
}
