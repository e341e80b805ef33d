import Results

extension PagePlot {
    /// QPS over concurrency, a picture per setting with the same axes; nil without a curve.
    static func rates(_ content: PageContent) -> PagePlot? {
        let settings = content.settings.filter { setting in content.tables.curves.contains { $0.setting == setting } }
        guard !settings.isEmpty else { return nil }
        let samples = content.evidence.order.filter(\.counts)
        let levels = Set(content.tables.curves.map(\.concurrency)).sorted()
        let highest = content.tables.curves.flatMap { row -> [Double] in [row.qps, row.qpsHigh] } + samples.map(\.qps)
        let pictures = settings.enumerated().map { index, setting in
            Picture(
                name: "qps-\(index + 1)",
                title: "QPS by concurrency at \(content.name(setting))",
                description: "A curve of requests per second for each of "
                    + content.treatments.map(content.name).joined(separator: ", ")
                    + ", with a band for its 95 % interval. Higher is better."
            )
        }
        let drawn = zip(pictures, settings).map { picture, setting in
            begin(picture, width: 560, height: 430, title: content.name(setting))
                + end(
                    content.curveSeries.filter { $0.setting == setting }.flatMap { bands($0, content) }
                        + (samples.isEmpty ? [] : dots(setting, content))
                        + content.curveSeries.filter { $0.setting == setting }.map { line($0, content) }
                )
        }
        return PagePlot(
            name: "qps",
            pictures: pictures,
            body: levelAxis(levels) + """
                set ylabel 'QPS (requests per second; higher is better)'
                set yrange \(range(highest, from: 0))

                """ + drawn.joined(separator: "\n")
        )
    }

    private static func source(_ series: CurveSeries, _ content: PageContent) -> String {
        "'\(ResultDirectory.curves)' using (\(match(series.setting, series.treatment, content))"
            + " ? column('concurrency') : NaN)"
    }

    private static func bands(_ series: CurveSeries, _ content: PageContent) -> [String] {
        guard series.rows.contains(where: { $0.qpsLow.isFinite && $0.qpsHigh.isFinite }) else { return [] }
        let look = PlotLook(series.treatment, among: content.treatments)
        return [
            "\(source(series, content)):(column('qps_low')):(column('qps_high')) \\\n        with filledcurves \(look.band)"
        ]
    }

    private static func line(_ series: CurveSeries, _ content: PageContent) -> String {
        let look = PlotLook(series.treatment, among: content.treatments)
        return "\(source(series, content)):(column('qps')) \\\n        with linespoints \(look.line)"
            + " title \(literal(content.name(series.treatment)))"
    }

    /// Every sample that counts, faint, each treatment a little aside of the others.
    private static func dots(_ setting: Setting, _ content: PageContent) -> [String] {
        content.treatments.enumerated().map { index, treatment in
            let look = PlotLook(treatment, among: content.treatments)
            let shift = 0.12 * (Double(index) - Double(content.treatments.count - 1) / 2)
            return
                "'\(ResultDirectory.order)' using (\(match(setting, treatment, content)) && strcol('counts') eq 'yes'"
                + " ? column('concurrency') * 2**(\(Readable.number(shift, decimals: 2))) : NaN):(column('qps'))"
                + " \\\n        with points \(look.dots(opacity: 0.35, size: 0.25))"
        }
    }
}
