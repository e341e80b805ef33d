import Results

extension PagePlot {
    /// Cost over concurrency, a picture per setting with the same axes; nil without a cell.
    static func costs(_ content: PageContent) -> PagePlot? {
        let series = content.costSeries.filter { !$0.cells.isEmpty }
        let settings = content.settings.filter { setting in series.contains { $0.setting == setting } }
        guard !settings.isEmpty else { return nil }
        let cells = series.flatMap(\.cells)
        let pictures = settings.enumerated().map { index, setting in
            Picture(
                name: "cost-\(index + 1)",
                title: "Cost by concurrency at \(content.name(setting))",
                description: "The share of QPS lost against off at each concurrency, with 95 % intervals, around zero. "
                    + "The grey strip is the noise floor of the A/A contrast. Lower is better."
            )
        }
        let drawn = zip(pictures, settings).map { picture, setting in
            let own = series.filter { $0.setting == setting }
            return begin(picture, width: 560, height: 400, title: content.name(setting))
                + end(
                    own.compactMap { strip($0, content) } + ["0 with lines linecolor rgb '#000000' linewidth 1"]
                        + own.enumerated().flatMap { lines($1, place: $0, of: own.count, content) }
                )
        }
        let values = cells.flatMap { row -> [Double] in
            [row.low, row.high, row.costPercent, row.noiseFloorPercent, -row.noiseFloorPercent, 0]
        }
        return PagePlot(
            name: "cost",
            pictures: pictures,
            body: levelAxis(Set(cells.compactMap(\.concurrency)).sorted()) + """
                set ylabel 'cost (% of QPS; lower is better)'
                set yrange \(range(values))

                """ + drawn.joined(separator: "\n")
        )
    }

    private static func source(_ series: CostSeries, shift: Double = 0, _ content: PageContent) -> String {
        let level = "column('concurrency')" + (shift == 0 ? "" : " * 2**(\(Readable.number(shift, decimals: 2)))")
        return "'\(ResultDirectory.cost)' using (\(match(series.setting, series.treatment, content))"
            + " && strcol('concurrency') ne 'all' ? \(level) : NaN)"
    }

    /// The noise floor around zero; nil if the cells have none.
    private static func strip(_ series: CostSeries, _ content: PageContent) -> String? {
        guard series.cells.contains(where: \.noiseFloorPercent.isFinite) else { return nil }
        return "\(source(series, content)):(-column('noise_floor_percent')):(column('noise_floor_percent'))"
            + " \\\n        with filledcurves linecolor rgb '#888888' fillstyle transparent solid 0.15 noborder"
    }

    private static func lines(_ series: CostSeries, place: Int, of count: Int, _ content: PageContent) -> [String] {
        let look = PlotLook(series.treatment, among: content.treatments)
        let shift = 0.12 * (Double(place) - Double(count - 1) / 2)
        let rows = source(series, shift: shift, content) + ":(column('cost_percent'))"
        let line =
            "\(rows) \\\n        with linespoints \(look.line)"
            + " title \(literal(content.comparison(series.treatment)))"
        let bars = "\(rows):(column('low')):(column('high')) \\\n        with yerrorbars \(look.bar)"
        return series.cells.contains { $0.low.isFinite && $0.high.isFinite } ? [bars, line] : [line]
    }
}
