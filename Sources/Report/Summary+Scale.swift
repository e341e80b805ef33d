import Results

extension Summary {
    /// Per setting and comparison a heading, the table and the chart.
    func scaleBlocks(_ style: Style) -> [[String]] {
        let series = CurveSeries.all(of: tables.curves)
        return CostSeries.all(of: tables.costs).flatMap { cost in
            let off = series.first { $0.setting == cost.setting && $0.treatment == .off }
            let other = series.first { $0.setting == cost.setting && $0.treatment == cost.treatment }
            let table = [style.bold(heading(cost))] + coloured(table(cost, off: off, other: other), cost, style)
            return [table, chart(cost, off: off, other: other, style)]
        }
    }

    /// Per setting and arm a table of the controllers against each other.
    func contrastBlocks(_ style: Style) -> [[String]] {
        var groups: [[ContrastRow]] = []
        for row in tables.contrasts where !row.isOfSyncWork {
            if let last = groups.last?.last?.cost, last.setting == row.cost.setting, last.arm == row.cost.arm {
                groups[groups.count - 1].append(row)
            } else {
                groups.append([row])
            }
        }
        return groups.map { rows in
            let first = rows[0].cost
            var table = TextTable(
                header: ["controller", "against", "cost % (95 %)", "verdict"],
                alignments: [.left, .left, .right, .left]
            )
            table.rows = rows.map { [$0.cost.controller, $0.against, percent($0.cost), $0.cost.verdict.rawValue] }
            let arm = first.arm == .on ? "" : ", arm \(first.arm.rawValue)"
            let heading =
                "\(first.scale.label)\(mode(first.setting)): QPS lost against another controller\(arm), over all levels"
            return [style.bold(heading)] + table.lines
        }
    }

    /// The mode of connections, as part of a heading, where the run has several.
    func mode(_ setting: Setting) -> String {
        run.plan.hasSeveralModes ? ", \(setting.connections.words)" : ""
    }

    private func heading(_ cost: CostSeries) -> String {
        let scale = cost.setting.scale
        let arm = cost.treatment.arm
        let controller = run.plan.controllers.count > 1 ? ", \(cost.treatment.controller)" : ""
        return "\(scale.label): \(scale.services) services, \(scale.pods) pods, \(scale.localPods) per node"
            + mode(cost.setting) + controller + (arm == .on ? "" : ", arm \(arm.rawValue)")
    }

    private func table(_ cost: CostSeries, off: CurveSeries?, other: CurveSeries?) -> TextTable {
        let name = cost.treatment.arm.rawValue
        var table = TextTable(
            header: [
                "concurrency", "QPS off (95 %)", "QPS \(name) (95 %)", "cost % (95 %)", "verdict", "p99 off, us",
                "p99 \(name), us",
            ],
            alignments: [.right, .right, .right, .right, .left, .right, .right]
        )
        for cell in cost.cells {
            let points = [off, other].map { $0?.rows.first { $0.concurrency == cell.concurrency } }
            let rates = points.map { $0.map { Readable.rate($0.qps, $0.qpsLow, $0.qpsHigh) } ?? "-" }
            let tails = points.map { $0.map { Readable.number($0.p99Microseconds, decimals: 0) } ?? "-" }
            let level = cell.concurrency.map { String($0) } ?? ""
            table.rows.append([level] + rates + [percent(cell), cell.verdict.rawValue] + tails)
        }
        if let all = cost.all {
            table.rows.append(["all", "", "", percent(all), all.verdict.rawValue, "", ""])
        }
        return table
    }

    private func percent(_ row: CostRow) -> String {
        let percent = Readable.percent(row.costPercent, row.low, row.high)
        return percent.value + (percent.interval.map { " (\($0))" } ?? "")
    }

    /// The table's lines, with the verdicts in their colours.
    private func coloured(_ table: TextTable, _ cost: CostSeries, _ style: Style) -> [String] {
        let verdicts = (cost.cells + [cost.all].compactMap(\.self)).map(\.verdict)
        let rows = zip(table.lines.dropFirst(), verdicts).map { line, verdict in
            switch verdict {
            case .slower: line.replacing(verdict.rawValue, with: style.slower(verdict.rawValue))
            case .faster: line.replacing(verdict.rawValue, with: style.faster(verdict.rawValue))
            case .equivalent, .inconclusive: line
            }
        }
        return table.lines.prefix(1).map(style.faint) + rows
    }

    private func chart(_ cost: CostSeries, off: CurveSeries?, other: CurveSeries?, _ style: Style) -> [String] {
        guard let off, let other, cost.treatment != .off else { return [] }
        let lines = LossChart(off: off, on: other).lines
        if lines.isEmpty { return [] }
        let name = cost.treatment.arm.rawValue
        return [style.faint("QPS by concurrency: █ \(name), ░ lost to off, ▓ gained over off")] + lines
    }
}
