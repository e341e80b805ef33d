package import Results
import Statistics

/// What a run says, as text for the terminal and for `summary.txt`.
package struct Summary: Sendable {
    let tables: RunTables
    var run: RunRecord { tables.run }

    package init(_ tables: RunTables) {
        self.tables = tables
    }

    /// Table and chart per scale, then one sentence per scale, what is added to latency and what sync work adds, the other metrics, the controllers against each other, the noise, and what to know before believing it.
    package func text(_ style: Style) -> String {
        let blocks =
            [[heading]] + scaleBlocks(style) + [sentences(style)] + metricBlocks(style) + latencyBlocks(style)
            + contrastBlocks(style) + [
                noise + precision + limits, warnings(style),
            ]
        return blocks.filter { !$0.isEmpty }.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private var heading: String {
        let plan = run.plan
        let controller =
            plan.arms.allSatisfy { $0 == .off } ? "no controller" : plan.controllers.joined(separator: ", ")
        return "npbench \(run.npbenchVersion): \(plan.target) through \(plan.serviceProxy), \(controller), "
            + plan.connectionWords
    }

    /// One sentence per primary test; none of an invalid run, which says nothing about a cost.
    private func sentences(_ style: Style) -> [String] {
        if run.outcome == .invalid { return [] }
        return CostSeries.all(of: tables.costs).compactMap(\.all).map {
            style.bold(CostSentence.text($0, in: run.plan))
        }
            + LatencySeries.all(of: tables.latencies).compactMap {
                LatencySentence.text($0, in: run.plan).map(style.bold)
            }
            + tables.contrasts.filter(\.isOfSyncWork).map { style.bold(SyncSentence.text($0, in: run.plan)) }
            + (run.syncs ?? []).map { SyncSentence.text($0) }
    }

    private var noise: [String] {
        let cells = tables.costs.filter { $0.concurrency != nil }
        let primaries = tables.costs.filter { $0.concurrency == nil }
        guard !cells.isEmpty else { return [] }
        let quads = cells.reduce(0) { $0 + $1.quads }
        let voided = cells.reduce(0) { $0 + $1.voided }
        let floors = [
            Readable.range(cells.map(\.noiseFloorPercent), decimals: 1).map { "\($0) % in the cells" },
            Readable.range(primaries.map(\.noiseFloorPercent), decimals: 1).map { "\($0) % over all levels" },
        ].compactMap(\.self)
        let found = Readable.range(primaries.map(\.minimumDetectablePercent), decimals: 1)
        let margin = Comparison.margin(noiseFloorsPercent: primaries.map(\.noiseFloorPercent))
        return [
            floors.isEmpty ? nil : "Noise floor (A/A inside the quads): " + floors.joined(separator: ", "),
            found.map { "Smallest cost found with 80 % power, over all levels: \($0) %" },
            "Equivalent, over all levels: within +-\(Readable.number(margin, decimals: 1)) % (twice the noise floor, but 3 % at least and 10 % at most)",
            "Quads: \(quads) valid, \(voided) void",
            run.plan.keepsCPUsAwake.map { "CPUs without work: \($0 ? "kept awake" : "left to sleep")" },
        ].compactMap(\.self)
    }

    /// What came of the precision that was asked for.
    private var precision: [String] {
        guard let target = run.plan.precisionPercent else { return [] }
        return (run.precision ?? []).map { reached in
            let compared =
                run.plan.comparisons.count > 1 ? " \(reached.compared.name(among: run.plan.controllers))" : ""
            let mode = run.plan.hasSeveralModes ? reached.connections.map { " \($0.rawValue)" } ?? "" : ""
            let ending =
                switch reached.ended {
                case .precise: "enough"
                case .budget: "the budget ended"
                case .unfinished: "the run was cut short"
                }
            return
                "Precision at \(reached.scale.label)\(mode)\(compared): +-\(Readable.number(reached.halfWidthPercent, decimals: 2)) "
                + "points after \(reached.rounds) rounds, +-\(target) asked for: \(ending)"
        }
    }

    /// Who was the limit of the loads, and why that voids none of them.
    var limits: [String] {
        guard let counts = run.limits, !counts.isEmpty else { return [] }
        let all = counts.values.reduce(0, +)
        let shares = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { limit, count in
            "\(limit) \(Int((100 * Double(count) / Double(all)).rounded())) %"
        }
        return [
            "Limit of the loads: \(shares.joined(separator: ", ")) of samples; client-bound ones count, since the client's CPU "
                + "walks the rules, in both arms"
        ]
    }

    private func warnings(_ style: Style) -> [String] {
        let ending: String? =
            switch run.outcome {
            case .completed: nil
            case .running: "The run has not ended: this is what was measured so far."
            case .interrupted: "The run was interrupted: this is what was measured until then."
            case .failed: "The run failed: this is what was measured until then."
            case .invalid: "The run is invalid: no cost can be told from it."
            }
        return ([ending].compactMap(\.self) + run.warnings.map(\.description)).map { style.slower("Warning: ") + $0 }
    }
}
