/// When enough has been measured: the 95 % t interval of a mean cost is at most so wide.
///
/// Only the width of the interval is looked at, never the cost or its significance, so that stopping does not favour any
/// answer. Looking after each round still stops a little more often where the spread came out small by chance: simulated with
/// normal differences, an interval that was stopped so holds the true cost in 93.3 % of runs at worst with eight rounds at
/// least (92.6 % with six), and in 95 % where it stops at the eighth (statistics.md 2.4; Chow and Robbins 1965).
package struct PrecisionTarget: Equatable, Sendable {
    /// No interval of fewer quads is believed, however narrow it is.
    package static let fewestQuads = 8

    /// Half the width that the interval may have, in points of cost.
    package var halfWidthPercent: Double

    package init(halfWidthPercent: Double) {
        self.halfWidthPercent = halfWidthPercent
    }

    /// Half the width of the 95 % interval of the mean cost, in points; NaN with fewer than two contrasts.
    package static func halfWidthPercent(of contrasts: [QuadContrast]) -> Double {
        let interval = LogRatio.costPercent(PairedEstimate(contrasts.map(\.difference)).interval())
        return (interval.high - interval.low) / 2
    }

    /// Whether `contrasts` are enough, and their interval narrow enough.
    package func isReached(by contrasts: [QuadContrast]) -> Bool {
        contrasts.count >= Self.fewestQuads && Self.halfWidthPercent(of: contrasts) <= halfWidthPercent
    }
}
