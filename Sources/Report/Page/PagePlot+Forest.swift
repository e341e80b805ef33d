import Results

extension PagePlot {
    /// Every cost with its interval, in groups of a setting and treatment; nil without one.
    static func forest(_ content: PageContent) -> PagePlot? {
        guard !content.tables.costs.isEmpty else { return nil }
        let picture = Picture(
            name: "forest",
            title: "Forest plot of every cell's cost",
            description:
                "The cost of \(content.tables.costs.count) tests with their 95 % intervals, and the verdict on each. "
                + "Right of zero is slower than off."
        )
        let places = ForestPlaces(content)
        let labels = places.headings.map { heading in
            "set label \(literal(heading.text)) at graph 0, first \(heading.y) left offset -9, 0 font ',12'"
        }
        // In pieces, so that it does not cross the headings.
        let zeros = places.groups.map { group in
            "set arrow from 0, first \(group.lowerBound - 0.5) to 0, first \(group.upperBound + 0.5) nohead "
                + "linecolor rgb '#000000' linewidth 1 back"
        }
        let verdicts = places.rows.map { row in
            "set label '\(row.cost.verdict.rawValue)' at graph 1.02, first \(row.y) left font ',11'"
        }
        let tics = places.rows.map { "\(literal($0.cost.concurrency.map { "\($0)" } ?? "all levels")) \($0.y)" }
        let values = content.tables.costs.flatMap { row -> [Double] in [row.low, row.high, row.costPercent, 0] }
        let isKnown = content.tables.costs.contains { $0.low.isFinite && $0.high.isFinite }
        let parts = content.treatments.filter { treatment in content.tables.costs.contains { $0.treatment == treatment }
        }
        .flatMap { treatment -> [String] in
            let look = PlotLook(treatment, among: content.treatments)
            let own =
                "strcol('arm') eq '\(treatment.arm.rawValue)' && strcol('controller') eq \(literal(treatment.controller))"
            func plot(_ condition: String, _ style: String, interval: Bool) -> String {
                "'\(ResultDirectory.cost)' using (\(own) && \(condition) ? column('cost_percent') : NaN)"
                    + ":(y[int(column(0)) + 1])" + (interval ? ":(column('low')):(column('high'))" : "")
                    + " \\\n        with \(style)"
            }
            let all = "strcol('concurrency') eq 'all'"
            let bars = isKnown ? [plot("1", "xerrorbars \(look.bar)", interval: true)] : []
            return bars + [
                plot("!(\(all))", "points \(look.dots())", interval: false),
                plot(all, "points linecolor rgb '#000000' pointtype 13 pointsize 1.1", interval: false),
            ]
        }
        return PagePlot(
            name: picture.name,
            pictures: [picture],
            body: """
                array y[\(places.inOrderOfTable.count)] = [\(places.inOrderOfTable.map { "\($0)" }.joined(separator: ", "))]
                unset grid
                set grid xtics linecolor rgb '#d8000000' linetype 1 linewidth 0.75
                set border 1
                set xlabel 'cost (% of QPS; right of zero is slower)'
                set xrange \(range(values))
                set yrange [\(places.height):-0.5]
                set ytics (\(tics.joined(separator: ", "))) scale 0
                set lmargin 13
                set rmargin 13
                \((zeros + labels + verdicts).joined(separator: "\n"))
                unset key

                """
                    + begin(
                        picture,
                        width: 720,
                        height: 110 + Int(places.height * 19),
                        title: "Cost by concurrency, with 95 % intervals; diamonds: all levels together"
                    ) + end(parts)
        )
    }
}

/// Where the rows of a forest plot stand, from the top.
private struct ForestPlaces {
    var headings: [(text: String, y: Double)] = []
    var rows: [(cost: CostRow, y: Double)] = []
    /// From the first row of a group to its last.
    var groups: [ClosedRange<Double>] = []
    var height = 0.0
    /// The place of each row of `cost.csv`.
    let inOrderOfTable: [Double]

    init(_ content: PageContent) {
        var y = 0.0
        for series in content.costSeries {
            headings.append((content.comparison(series.treatment) + ": " + content.name(series.setting), y))
            y += 1
            for cost in series.cells + [series.all].compactMap(\.self) {
                rows.append((cost, y))
                y += 1
            }
            if let last = rows.last?.y, let heading = headings.last?.y {
                groups.append(heading + 1...max(heading + 1, last))
            }
            y += 0.6
        }
        height = y
        let known = rows
        // Not by ==: what is not known of a cost is NaN, and that equals nothing.
        inOrderOfTable = content.tables.costs.map { cost in
            known.first {
                $0.cost.setting == cost.setting && $0.cost.treatment == cost.treatment
                    && $0.cost.concurrency == cost.concurrency
            }?.y ?? 0
        }
    }
}
