package import Results
package import Statistics

/// Four samples of one cell in a row, two of `off` and two of the treatment compared with it: the unit that is kept or rerun.
package struct Quad: Hashable, Sendable {
    package var cell: QuadLedger.Cell
    /// 0-based.
    package var round: Int
    package var pattern: QuadContrast.Pattern

    package init(_ cell: QuadLedger.Cell, round: Int, _ pattern: QuadContrast.Pattern) {
        self.cell = cell
        self.round = round
        self.pattern = pattern
    }

    package var scale: Scale { cell.setting.scale }

    /// Whether the samples take turns in a run of that plan.
    ///
    /// A replayed sync takes its CPU time from whoever has the turn, and what is due by the clock has no turn to wait for.
    package func takesTurns(in plan: RunPlan) -> Bool {
        plan.interleaving == .fine && cell.compared.arm != .churn && cell.load != .open
    }

    /// The treatments of the four samples in order of time; where `off` is compared with itself, all are `off`.
    package var treatments: [Treatment] {
        switch pattern {
        case .abba: [.off, cell.compared, cell.compared, .off]
        case .baab: [cell.compared, .off, .off, cell.compared]
        }
    }
}
