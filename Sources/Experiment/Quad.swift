package import Results
package import Statistics

/// Four samples of one cell in a row, two of `off` and two of the compared arm: the unit that is kept or rerun.
package struct Quad: Hashable, Sendable {
    /// 0-based.
    package var round: Int
    package var concurrency: Int
    /// The arm B; `off` again in an A/A comparison.
    package var comparedArm: Arm
    package var pattern: QuadContrast.Pattern

    package init(round: Int, concurrency: Int, comparedArm: Arm, pattern: QuadContrast.Pattern) {
        self.round = round
        self.concurrency = concurrency
        self.comparedArm = comparedArm
        self.pattern = pattern
    }

    /// The arms of the four samples in order of time.
    package var arms: [Arm] {
        switch pattern {
        case .abba: [.off, comparedArm, comparedArm, .off]
        case .baab: [comparedArm, .off, .off, comparedArm]
        }
    }
}
