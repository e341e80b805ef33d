import Results

extension PagePlot {
    /// Latency by percentile at the lowest, a middle and the highest level, a picture per setting; nil without a curve.
    static func latency(_ content: PageContent) -> PagePlot? {
        let levels = shownLevels(content)
        let rows = content.tables.curves.filter { levels.contains($0.concurrency) && $0.p50Microseconds > 0 }
        let settings = content.settings.filter { setting in rows.contains { $0.setting == setting } }
        guard !settings.isEmpty else { return nil }
        let pictures = settings.enumerated().map { index, setting in
            Picture(
                name: "latency-\(index + 1)",
                title: "Latency by percentile at \(content.name(setting))",
                description: "p50, p90 and p99 of the total time of a request at concurrency "
                    + levels.map { "\($0)" }.joined(separator: ", ") + ", a line for each arm. Lower is better."
            )
        }
        let drawn = zip(pictures, settings).enumerated().map { index, pair in
            let own = rows.filter { $0.setting == pair.1 }
            return own.enumerated().map { data($1, "scale\(index)_line\($0)") }.joined()
                + "unset label\n" + levels.compactMap { label($0, own) }.joined()
                + begin(pair.0, width: 560, height: 430, title: content.name(pair.1))
                + end(own.enumerated().map { line($1, "scale\(index)_line\($0)", levels, content) })
        }
        let times = rows.flatMap { row -> [Double] in [row.p50Microseconds, row.p90Microseconds, row.p99Microseconds] }
            .filter { $0 > 0 }
        return PagePlot(
            name: "latency",
            pictures: pictures,
            body: """
                set logscale x 10
                set logscale y 10
                set xtics ('p50' 2, 'p90' 10, 'p99' 100)
                set xrange [1.6:320]
                set xlabel 'percentile of the requests of a sample (scale: 1 / (1 - p))' offset 0, 0.5
                set ylabel 'total time (ms, log scale; lower is better)'
                set yrange [\((times.min() ?? 1) / 1400):\((times.max() ?? 1) / 700)]

                """ + drawn.joined(separator: "\n")
        )
    }

    /// The lowest, the middle and the highest level that were measured, each once.
    static func shownLevels(_ content: PageContent) -> [Int] {
        let levels = Set(content.tables.curves.map(\.concurrency)).sorted()
        guard let first = levels.first, let last = levels.last else { return [] }
        return Set([first, levels[levels.count / 2], last]).sorted()
    }

    private static func data(_ row: CurveRow, _ name: String) -> String {
        let values = [(2, row.p50Microseconds), (10, row.p90Microseconds), (100, row.p99Microseconds)]
        let lines = values.map { "\($0.0),\(Readable.number($0.1 / 1000, decimals: 6))" }
        return "$\(name) << EOD\ninverse,ms\n\(lines.joined(separator: "\n"))\nEOD\n"
    }

    /// The level, right of its lines.
    private static func label(_ level: Int, _ rows: [CurveRow]) -> String? {
        let ends = rows.filter { $0.concurrency == level }.map(\.p99Microseconds).filter { $0 > 0 }
        guard let low = ends.min(), let high = ends.max() else { return nil }
        let middle = (low * high).squareRoot() / 1000
        return "set label 'c = \(level)' at 125, \(Readable.number(middle, decimals: 4)) left font ',11'\n"
    }

    private static func line(_ row: CurveRow, _ name: String, _ levels: [Int], _ content: PageContent) -> String {
        let look = PlotLook(row.treatment, among: content.treatments)
        let title = row.concurrency == levels.first ? " title \(literal(content.name(row.treatment)))" : ""
        return "$\(name) using 1:2 with linespoints \(look.line)\(title)"
    }
}
