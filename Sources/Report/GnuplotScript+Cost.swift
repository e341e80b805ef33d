import Results

extension GnuplotScript {
    /// Cost over concurrency: a line per setting and treatment with its intervals and band, above strips as wide as the noise floor.
    var costText: String {
        """
        set title \(Self.literal("Cost of enforcement for \(run.plan.target): QPS lost against off")) font ',15'
        set ylabel 'cost (% of QPS; lower is better)'
        set yrange [*:*]
        # Room above the curves for the key.
        set offsets 0, 0, graph \(Readable.number(0.1 * Double(costs.count), decimals: 1)), 0
        set key top right inside Left reverse opaque samplen 4 spacing 1.25 width 1 noautotitle
        \(Self.caption(costCaption))
        set terminal svg size 960,640 noenhanced font 'sans-serif,13' background '#ffffff'
        set output '\(ResultDirectory.costSVG)'
        plot \\
            \(costPlots.joined(separator: ", \\\n    "))
        unset output

        """
    }

    private var costCaption: [String] {
        let quads = Readable.range(costs.flatMap(\.cells).map { Double($0.quads) }, decimals: 0) ?? "0"
        return [
            "Points: mean of n = \(quads) quads, set apart sideways; bars: 95 % t interval; bands: 95 % for a whole curve.",
            "Grey: noise floor of the A/A contrast. npbench \(run.npbenchVersion)",
        ]
    }

    private var costPlots: [String] {
        let zero = "0 with lines linecolor rgb '#000000' linewidth 1"
        return costs.compactMap(strip) + costs.enumerated().compactMap { band($1, at: $0) } + [zero]
            + costs.enumerated().flatMap { lines($1, at: $0) }
    }

    /// The noise floor around zero; nil if the cells have none.
    private func strip(_ series: CostSeries) -> String? {
        guard series.cells.contains(where: \.noiseFloorPercent.isFinite) else { return nil }
        return "'\(ResultDirectory.cost)' using (\(place(series.setting, series.treatment)))"
            + ":(-column('noise_floor_percent')):(column('noise_floor_percent'))"
            + " \\\n        with filledcurves linecolor rgb '#888888' fillstyle transparent solid 0.15 noborder"
    }

    /// The band in which the whole curve lies with 95 %; nil in tables from before it was there.
    private func band(_ series: CostSeries, at index: Int) -> String? {
        guard series.cells.contains(where: { $0.bandLow != nil && $0.bandHigh != nil }) else { return nil }
        return "'\(ResultDirectory.cost)' using \(x(series, at: index)):(column('band_low')):(column('band_high'))"
            + " \\\n        with filledcurves \(colour(series.setting.scale, series.treatment))"
            + " fillstyle transparent solid 0.10 noborder"
    }

    /// A tenth of an octave apart, so that bars of several scales do not hide each other.
    private func x(_ series: CostSeries, at index: Int) -> String {
        let shift = 0.1 * (Double(index) - Double(costs.count - 1) / 2)
        let level = place(series.setting, series.treatment)
        let factor = "2**(\(Readable.number(shift, decimals: 2)))"
        return run.plan.hasSeveralModes ? "((\(level)) * \(factor))" : "(\(level) * \(factor))"
    }

    private func lines(_ series: CostSeries, at index: Int) -> [String] {
        let rows = "'\(ResultDirectory.cost)' using \(x(series, at: index)):(column('cost_percent'))"
        let line =
            "\(rows) \\\n        with linespoints \(look(series.setting, series.treatment))"
            + " \\\n        title \(Self.literal(legend(series)))"
        let bars =
            "\(rows):(column('low')):(column('high'))"
            + " \\\n        with yerrorbars \(barLook(series.setting, series.treatment))"
        return series.cells.contains { $0.low.isFinite && $0.high.isFinite } ? [bars, line] : [line]
    }

    /// The scale and what it costs over all levels.
    private func legend(_ series: CostSeries) -> String {
        let name = CurveSeries.legend(series.setting, series.treatment, in: run.plan)
        guard let all = series.all else { return name }
        let percent = Readable.percent(all.costPercent, all.low, all.high)
        return "\(name): \(percent.value) %" + (percent.interval.map { " (\($0))" } ?? "")
    }
}
