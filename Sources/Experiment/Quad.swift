package import Results
package import Statistics

/// Four samples of one cell in a row, two of `off` and two of the treatment compared with it: the unit that is kept or rerun.
package struct Quad: Hashable, Sendable {
    /// 0-based.
    package var round: Int
    package var concurrency: Int
    /// The treatment B; `off` again in an A/A comparison.
    package var compared: Treatment
    package var pattern: QuadContrast.Pattern

    package init(round: Int, concurrency: Int, compared: Treatment, pattern: QuadContrast.Pattern) {
        self.round = round
        self.concurrency = concurrency
        self.compared = compared
        self.pattern = pattern
    }

    /// The treatments of the four samples in order of time.
    package var treatments: [Treatment] {
        switch pattern {
        case .abba: [.off, compared, compared, .off]
        case .baab: [compared, .off, .off, compared]
        }
    }
}
