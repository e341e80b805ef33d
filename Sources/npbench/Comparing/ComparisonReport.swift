import History
import Report
import Results
import Statistics

/// What `compare` prints, and how it ends.
struct ComparisonReport {
    let comparison: RunComparison
    /// What differs in kind between runs that are compared anyway.
    let differences: [RunKind.Difference]
    /// Whether both runs measured added latency, which nothing here compares.
    let hasLatency: Bool

    init(_ comparison: RunComparison, differences: [RunKind.Difference], hasLatency: Bool = false) {
        self.comparison = comparison
        self.differences = differences
        self.hasLatency = hasLatency
    }

    /// A table of all tests, then a sentence per scale, then what was left out.
    func text(_ style: Style) -> String {
        var table = TextTable(
            header: ["test", "cost % base (95 %)", "cost % new (95 %)", "change % (95 %)", "p", "verdict"],
            alignments: [.left, .right, .right, .right, .right, .left]
        )
        table.rows = comparison.rows.map { row in
            [
                row.base.place, percent(row.base.costPercent, row.base.low, row.base.high),
                percent(row.new.costPercent, row.new.low, row.new.high),
                percent(row.changePercent, row.interval.low, row.interval.high),
                Readable.number(row.adjustedP, decimals: 4), row.comparison.rawValue,
            ]
        }
        let kinds = differences.map { "Differs in kind: \($0.name) is \($0.base), then \($0.new)" }
        let latency = hasLatency ? ["what is added to latency (\(ResultDirectory.latency)): see each run's own"] : []
        let left = (comparison.unmatched + latency).map { "Not compared: \($0)" }
        let blocks = [table.lines, comparison.rows.filter(\.isPrimary).map { style.bold(sentence($0)) }, kinds + left]
        return blocks.filter { !$0.isEmpty }.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private func sentence(_ row: ComparedRow) -> String {
        let change = percent(row.changePercent, row.interval.low, row.interval.high)
        let margin = Readable.number(comparison.marginPercent, decimals: 1)
        let verdict =
            switch row.comparison {
            case .slower where row.isRegression(comparison.marginPercent): "REGRESSION: costs more"
            case .slower: "costs more, but by less than \(margin) %"
            case .faster: "costs less"
            case .equivalent: "costs the same within \(margin) %"
            case .inconclusive: "undecided"
            }
        let mode = hasSeveralModes ? ", \(row.base.connections.rawValue)" : ""
        return
            "\(row.base.scale.label), \(row.base.scale.localPods) per node, \(row.base.treatment)\(mode): \(verdict); "
            + "QPS changed by \(change) % to the worse beside off"
    }

    /// Whether connections must be named to tell one sentence from another.
    private var hasSeveralModes: Bool { Set(comparison.rows.map(\.base.connections)).count > 1 }

    private func percent(_ value: Double, _ low: Double, _ high: Double) -> String {
        let percent = Readable.percent(value, low, high)
        return percent.value + (percent.interval.map { " (\($0))" } ?? "")
    }

    /// The failure to end with; nil if the build may pass.
    func failure(strict: Bool) -> CommandFailure? {
        if !comparison.regressions.isEmpty {
            let places = comparison.regressions.map(\.base.scale.label).joined(separator: ", ")
            return CommandFailure(
                .regression,
                "enforcement costs more at \(places); find the cause, or raise --margin if that much is meant"
            )
        }
        guard strict, !comparison.undecided.isEmpty else { return nil }
        let places = comparison.undecided.map(\.base.scale.label).joined(separator: ", ")
        return CommandFailure(.inconclusive, "the comparison is undecided at \(places); measure longer with --budget")
    }
}
