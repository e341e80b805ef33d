import Results

extension PagePlot {
    /// Every sample against the others of its kind in order of time, the void ones marked; nil without samples.
    static func order(_ content: PageContent) -> PagePlot? {
        let rows = content.evidence.order
        guard !rows.isEmpty else { return nil }
        let voids = rows.count { !$0.void.isEmpty }
        let picture = Picture(
            name: "order",
            title: "Samples in order of time",
            description:
                "\(rows.count) samples as they were taken, each as a difference in percent from the mean of its "
                + "kind\(takesTurns(rows) ? ", the scales in turn" : ""); \(voids) void ones are crossed. A trend or a step would be a machine that drifts."
        )
        let deviations = rows.map(\.deviationPercent).filter(\.isFinite)
        let floor = (deviations.min() ?? -1) - 4
        let x = "'\(ResultDirectory.order)' using"
        let counted = content.treatments.map { treatment in
            let look = PlotLook(treatment, among: content.treatments)
            return "\(x) (strcol('counts') eq 'yes' && strcol('arm') eq '\(treatment.arm.rawValue)'"
                + " && strcol('controller') eq \(literal(treatment.controller)) ? column('start_seconds') : NaN)"
                + ":(column('deviation_percent')) \\\n        with points \(look.dots(opacity: 0.7, size: 0.4))"
                + " title \(literal(content.name(treatment)))"
        }
        let fellows =
            "\(x) (strcol('counts') eq 'no' ? column('start_seconds') : NaN)"
            + ":(column('deviation_percent')) \\\n        with points linecolor rgb '#888888' pointtype 6 pointsize 0.4"
            + " title 'in a void quad'"
        let void =
            "\(x) (strcol('counts') eq 'void' ? column('start_seconds') : NaN):(column('deviation_percent'))"
            + " \\\n        with points linecolor rgb '#000000' pointtype 2 pointsize 0.7 title 'void'"
        let rug =
            "\(x) (strcol('counts') eq 'void' ? column('start_seconds') : NaN):(\(Readable.number(floor, decimals: 3)))"
            + " \\\n        with points linecolor rgb '#000000' pointtype 2 pointsize 0.5"
        return PagePlot(
            name: picture.name,
            pictures: [picture],
            body: """
                set xlabel 'time since the run began (s)' offset 0, 0.5
                set ylabel 'QPS against the mean of its kind (%)'
                set xrange \(range(rows.map(\.startSeconds)))
                set yrange \(range(deviations + [floor, 0]))
                \(boundaries(rows).joined(separator: "\n"))

                """ + begin(picture, width: 960, height: 360, title: "Samples in order of time")
                    + end(
                        ["0 with lines linecolor rgb '#000000' linewidth 1"] + counted
                            + (rows.contains { !$0.counts && $0.void.isEmpty } ? [fellows] : [])
                            + (voids > 0 ? [void, rug] : [])
                    )
        )
    }

    /// Where the scale is another than that of the sample before.
    private static func starts(_ rows: [OrderRow]) -> [Int] {
        rows.indices.filter { $0 == 0 || rows[$0].scale != rows[$0 - 1].scale }
    }

    /// Whether scales come more than once.
    private static func takesTurns(_ rows: [OrderRow]) -> Bool {
        starts(rows).count > Set(rows.map(\.scale)).count
    }

    /// A line where each scale begins, if they follow one another, as they did before they took turns.
    private static func boundaries(_ rows: [OrderRow]) -> [String] {
        let starts = starts(rows)
        guard starts.count > 1, !takesTurns(rows) else { return [] }
        return starts.flatMap { index -> [String] in
            let x = Readable.number(rows[index].startSeconds, decimals: 3)
            return [
                "set arrow from \(x), graph 0 to \(x), graph 1 nohead linecolor rgb '#888888' dashtype (2, 3) back",
                "set label \(literal("\(rows[index].scale.pods) pods")) at \(x), graph 0.97 left offset 0.5, 0 font ',10'",
            ]
        }
    }
}
