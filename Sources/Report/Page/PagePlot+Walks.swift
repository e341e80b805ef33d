import Results

extension PagePlot {
    /// Primary costs over the rules that a connection walks; nil where no arm but `off` has both.
    static func walks(_ content: PageContent) -> PagePlot? {
        let rows = content.evidence.walks.filter { $0.rulesPerConnection > 0 && $0.costPercent.isFinite }
        let treatments = content.treatments.filter { treatment in rows.contains { $0.treatment == treatment } }
        guard rows.contains(where: { $0.treatment != .off }) else { return nil }
        let picture = Picture(
            name: "walks",
            title: "Cost by rules walked",
            description: "The cost over all levels of each setting and arm against the filter rules that a connection "
                + "walks, with 95 % intervals."
        )
        let walked = rows.map(\.rulesPerConnection)
        let values = rows.flatMap { row -> [Double] in [row.costPercent, row.low, row.high, 0] }
        let label =
            content.run.plan.hasSeveralModes
            ? "sprintf('%d pods, %s', column('pods'), strcol('connections'))" : "sprintf('%d pods', column('pods'))"
        let parts = treatments.flatMap { treatment -> [String] in
            let look = PlotLook(treatment, among: content.treatments)
            func source(_ value: String) -> String {
                "'\(ResultDirectory.walks)' using (strcol('arm') eq '\(treatment.arm.rawValue)'"
                    + " && strcol('controller') eq \(literal(treatment.controller))"
                    + " ? column('rules_per_connection') : NaN):(\(value))"
            }
            let own = rows.filter { $0.treatment == treatment }
            let points =
                source("column('cost_percent')") + " \\\n        with points \(look.dots(size: 1))"
                + " title \(literal(content.name(treatment)))"
            let bars =
                source("column('cost_percent')")
                + ":(column('low')):(column('high')) \\\n        with yerrorbars \(look.bar)"
            let names =
                source("column('cost_percent')")
                + ":(\(label)) \\\n        with labels left offset 0.9, 0.5 font ',10'"
            return (own.contains { $0.low.isFinite && $0.high.isFinite } ? [bars] : []) + [points]
                + (treatment != .off && content.settings.count > 1 ? [names] : [])
        }
        return PagePlot(
            name: picture.name,
            pictures: [picture],
            body: """
                set logscale x 10
                set xlabel 'filter rules walked by a new connection (log scale)' offset 0, 0.5
                set xrange [\((walked.min() ?? 1) / 1.5):\((walked.max() ?? 1) * 2)]
                set ylabel 'cost over all levels (% of QPS)'
                set yrange \(range(values))

                """ + begin(picture, width: 640, height: 400, title: "Cost over all levels by rules walked")
                    + end(["0 with lines linecolor rgb '#000000' linewidth 1"] + parts)
        )
    }
}
