import Results

extension GnuplotScript {
    /// QPS over concurrency, as SVG and as PNG.
    var curvesText: String {
        let drawn = run.plan.controllers.filter { name in curves.contains { $0.treatment.controller == name } }
        // More than two names are wider than the picture; its key has them.
        let names = drawn.count > 2 ? "\(drawn.count) controllers" : drawn.joined(separator: ", ")
        let title =
            "QPS of \(run.plan.target) " + (drawn.isEmpty ? "without a controller" : "without and with \(names)")
        return """
            set title \(Self.literal(title)) font ',15'
            set ylabel 'QPS (requests per second; higher is better)'
            set yrange [0:*]
            \(keyPlace) Left reverse opaque samplen 4 spacing 1.25 width 1 noautotitle
            \(Self.caption(curvesCaption))
            set terminal svg size 960,640 noenhanced font 'sans-serif,13' background '#ffffff'
            set output '\(ResultDirectory.curvesSVG)'
            plot \\
                \(curves.flatMap(plots).joined(separator: ", \\\n    "))
            set terminal pngcairo size 1440,960 noenhanced font 'sans-serif,13' fontscale 1.5 linewidth 1.5 \\
                background '#ffffff'
            set output '\(ResultDirectory.curvesPNG)'
            replot
            unset output

            """
    }

    /// Curves of two modes lie in two heaps, of which a key at the bottom would cover one: it gets room above them.
    private var keyPlace: String {
        guard run.plan.hasSeveralModes else { return "set key bottom right inside" }
        let room = Readable.number(0.08 * Double(curves.count), decimals: 2)
        return "set offsets 0, 0, graph \(room), 0\nset key top right inside"
    }

    private var curvesCaption: [String] {
        let samples = Readable.range(curves.flatMap(\.rows).map { Double($0.samples) }, decimals: 0) ?? "0"
        let words = run.plan.connectionWords
        let single = words.hasPrefix("a ") ? String(words.dropFirst(2)) : words
        let connections = run.plan.hasSeveralModes ? "new and kept connections" : single
        return [
            "Points: geometric mean of n = \(samples) samples; bars: 95 % t interval.",
            "\(run.plan.serviceProxy), \(connections). npbench \(run.npbenchVersion)",
        ]
    }

    /// The curve, on top of its error bars if it has any.
    private func plots(_ series: CurveSeries) -> [String] {
        let rows = "'\(ResultDirectory.curves)' using (\(place(series.setting, series.treatment)))"
        let curve =
            "\(rows):(column('qps')) \\\n        with linespoints \(look(series.setting, series.treatment))"
            + " \\\n        title \(Self.literal(CurveSeries.legend(series.setting, series.treatment, in: run.plan)))"
        let bars =
            "\(rows):(column('qps')):(column('qps_low')):(column('qps_high'))"
            + " \\\n        with yerrorbars \(barLook(series.setting, series.treatment))"
        return series.rows.contains { $0.qpsLow.isFinite && $0.qpsHigh.isFinite } ? [bars, curve] : [curve]
    }
}
