import Results

extension PageTable {
    /// `cost.csv`, whole.
    static func costs(_ content: PageContent) -> PageTable {
        let rows = content.tables.costs.map { row in
            let exact = Exact(row)
            return Row(
                cells: place(row.setting, content) + [
                    Cell(content.comparison(row.treatment)),
                    Cell(row.concurrency.map { "\($0)" } ?? "all", isNumber: true),
                    .number(row.costPercent, decimals: 2, exact: exact["cost_percent"]),
                    .number(row.low, decimals: 2, exact: exact["low"]),
                    .number(row.high, decimals: 2, exact: exact["high"]),
                    .number(row.hodgesLehmannPercent, decimals: 2, exact: exact["hl_percent"]),
                    .number(row.hodgesLehmannLow, decimals: 2, exact: exact["hl_low"]),
                    .number(row.hodgesLehmannHigh, decimals: 2, exact: exact["hl_high"]),
                    Cell(Readable.probability(row.adjustedP), exact: exact["p_adjusted"], isNumber: true),
                    .verdict(row.verdict),
                    .number(row.minimumDetectablePercent, decimals: 2, exact: exact["mde_percent"]),
                    .number(row.noiseFloorPercent, decimals: 2, exact: exact["noise_floor_percent"]),
                    .whole(row.quads), .whole(row.voided),
                ],
                isWhole: row.concurrency == nil
            )
        }
        return PageTable(
            "Every cell's cost (cost.csv): QPS lost, in percent",
            columns: placeColumns(content) + [
                "compared", "#concurrency", "#cost %", "#low", "#high", "#HL %", "#HL low", "#HL high", "#p adjusted",
                "verdict", "#MDE %", "#floor %", "#quads", "#void",
            ],
            rows: rows,
            isOpen: true
        )
    }

    /// A setting's costs with a row for each level.
    static func levels(_ setting: Setting, _ content: PageContent) -> PageTable {
        let series = content.costSeries.filter { $0.setting == setting }
        let levels = Set(series.flatMap(\.cells).compactMap(\.concurrency)).sorted().map { Optional($0) } + [nil]
        let rows = levels.map { level in
            Row(
                cells: [Cell(level.map { "\($0)" } ?? "all", isNumber: true)]
                    + series.map { series in
                        let row = level.map { level in series.cells.first { $0.concurrency == level } } ?? series.all
                        guard let row else { return Cell("-", isNumber: true) }
                        return .percent(row.costPercent, row.low, row.high, exact: Exact(row)["cost_percent"])
                    },
                isWhole: level == nil
            )
        }
        return PageTable(
            "\(content.name(setting)): cost % (95 %)",
            columns: ["#concurrency"] + series.map { "#" + content.comparison($0.treatment) },
            rows: rows
        )
    }

    /// `contrasts.csv`, whole.
    static func contrasts(_ content: PageContent) -> PageTable {
        let rows = content.tables.contrasts.map { row in
            let cost = row.cost
            let exact = Exact(cost)
            return Row(
                cells: place(cost.setting, content) + [
                    Cell(content.name(cost.treatment)), Cell(row.against),
                    .number(cost.costPercent, decimals: 2, exact: exact["cost_percent"]),
                    .number(cost.low, decimals: 2, exact: exact["low"]),
                    .number(cost.high, decimals: 2, exact: exact["high"]),
                    Cell(Readable.probability(cost.adjustedP), exact: exact["p_adjusted"], isNumber: true),
                    .verdict(cost.verdict), .whole(cost.quads),
                ],
                isWhole: false
            )
        }
        return PageTable(
            "QPS lost against another controller, over all levels (contrasts.csv)",
            columns: placeColumns(content) + [
                "controller", "against", "#cost %", "#low", "#high", "#p adjusted", "verdict", "#rounds",
            ],
            rows: rows,
            isOpen: true
        )
    }

    /// Where a row was measured; the mode of connections only where the run has several.
    static func placeColumns(_ content: PageContent) -> [String] {
        ["#services", "#pods", "#on node"] + modeColumn(content)
    }

    static func place(_ setting: Setting, _ content: PageContent) -> [Cell] {
        let scale = setting.scale
        return [.whole(scale.services), .whole(scale.pods), .whole(scale.localPods)]
            + mode(setting, content)
    }

    /// The mode of connections, where the run has several.
    static func modeColumn(_ content: PageContent) -> [String] {
        content.run.plan.hasSeveralModes ? ["connections"] : []
    }

    static func mode(_ setting: Setting, _ content: PageContent) -> [Cell] {
        content.run.plan.hasSeveralModes ? [Cell(setting.connections.rawValue)] : []
    }
}

/// The cells of a row by their columns, as its file has them.
struct Exact {
    private let cells: [String: String]

    init(_ row: some CSVRecord) {
        cells = Dictionary(zip(type(of: row).columns, row.cells)) { first, _ in first }
    }

    subscript(column: String) -> String { cells[column] ?? "" }
}
