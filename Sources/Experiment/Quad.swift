package import Results
package import Statistics

/// Four samples of one cell in a row, two of `off` and two of the treatment compared with it: the unit that is kept or rerun.
package struct Quad: Hashable, Sendable {
    package var scale: Scale
    /// 0-based.
    package var round: Int
    package var concurrency: Int
    /// The treatment B; `off` again in an A/A comparison.
    package var compared: Treatment
    package var pattern: QuadContrast.Pattern

    package init(scale: Scale, round: Int, concurrency: Int, compared: Treatment, pattern: QuadContrast.Pattern) {
        self.scale = scale
        self.round = round
        self.concurrency = concurrency
        self.compared = compared
        self.pattern = pattern
    }

    /// A quad of `cell`.
    init(_ cell: QuadLedger.Cell, round: Int, _ pattern: QuadContrast.Pattern) {
        self.init(
            scale: cell.scale,
            round: round,
            concurrency: cell.concurrency,
            compared: cell.compared,
            pattern: pattern
        )
    }

    /// The treatments of the four samples in order of time.
    package var treatments: [Treatment] {
        switch pattern {
        case .abba: [.off, compared, compared, .off]
        case .baab: [compared, .off, .off, compared]
        }
    }

    /// What it is a quad of.
    var cell: QuadLedger.Cell { QuadLedger.Cell(scale: scale, compared: compared, concurrency: concurrency) }
}
