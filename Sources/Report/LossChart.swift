import Results

/// A small chart in text: a bar of QPS per level, and what of it the arm loses or gains.
struct LossChart {
    struct Bar {
        var concurrency: Int
        var off: Double
        var on: Double
    }

    var bars: [Bar]
    /// Characters that the longest bar takes.
    var width = 50

    /// The bars of the levels that both curves have.
    init(off: CurveSeries, on: CurveSeries) {
        bars = off.rows.compactMap { row in
            on.rows.first { $0.concurrency == row.concurrency }.map { other in
                Bar(concurrency: row.concurrency, off: row.qps, on: other.qps)
            }
        }
        bars.removeAll { !$0.off.isFinite || !$0.on.isFinite || $0.off < 0 || $0.on < 0 }
    }

    /// One line per level; empty without a bar.
    var lines: [String] {
        let longest = bars.map { max($0.off, $0.on) }.max() ?? 0
        guard longest > 0 else { return [] }
        let digits = bars.map { String($0.concurrency).count }.max() ?? 0
        return bars.map { bar in
            let label = String(bar.concurrency)
            let both = Int((min(bar.off, bar.on) / longest * Double(width)).rounded())
            let whole = Int((max(bar.off, bar.on) / longest * Double(width)).rounded())
            let difference = String(repeating: bar.on < bar.off ? "░" : "▓", count: whole - both)
            return String(repeating: " ", count: digits - label.count) + label + "  "
                + String(repeating: "█", count: both) + difference
        }
    }
}
