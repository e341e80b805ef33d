/// The A/A contrasts of a run: what it says when nothing was changed.
package struct NullContrast: Equatable, Sendable {
    package enum Outcome: Sendable {
        case clean
        /// p below 0.05: the reader is warned.
        case suspect
        /// p below 0.001: the run is void, as its own control finds a difference where none is.
        case alarm
    }

    /// The estimate over the r = y3 - y2 of every valid quad.
    package let estimate: PairedEstimate

    package init(_ contrasts: [QuadContrast]) {
        estimate = PairedEstimate(contrasts.map(\.repeatDifference))
    }

    /// Two-sided p of the t test of all r against 0.
    package var p: Double { estimate.p }

    package var outcome: Outcome {
        if p < 0.001 { return .alarm }
        return p < 0.05 ? .suspect : .clean
    }

    /// sd(r)/sqrt 2 in percent: the spread that a cost has when there is none; NaN with fewer than two quads.
    package var noiseFloorPercent: Double {
        LogRatio.spreadPercent(estimate.standardDeviation / 2.0.squareRoot())
    }
}
