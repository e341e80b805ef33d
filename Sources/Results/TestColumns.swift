/// What the rows of `cost.csv` and of `metrics.csv` have in common: which comparison with `off` was tested, and what came of it.
///
/// Percentages are the row's: of a loss, or of a change.
package struct TestColumns: Encodable, Equatable, Sendable {
    package var scale: Scale
    package var serviceProxy: String
    package var controller: String
    package var policies: Int
    package var connections: ConnectionMode
    /// The arm compared with `off`; `off` itself in an A/A run.
    package var arm: Arm
    /// Nil for the scale's primary test over all levels, printed `all`.
    package var concurrency: Int?
    /// 95 % t interval of the row's mean.
    package var low: Double
    package var high: Double
    /// Hodges-Lehmann estimate and its exact interval of at least 95 %; ends are NaN with fewer than six quads.
    package var hodgesLehmannPercent: Double
    package var hodgesLehmannLow: Double
    package var hodgesLehmannHigh: Double
    /// Holm-adjusted two-sided p of the paired t test: over scales for `all` rows, over all cells for the others; each metric
    /// is a family of its own.
    package var adjustedP: Double
    package var verdict: Verdict
    /// The smallest cost or rise that this many quads find with 80 % power.
    package var minimumDetectablePercent: Double
    /// From the A/A contrast inside each quad: sd(r)/sqrt 2, in percent.
    package var noiseFloorPercent: Double
    package var quads: Int
    /// The 95 % band over the curve that the cell is a point of, or over the scales for an `all` row: all its intervals hold
    /// the truth together (Bonferroni).
    ///
    /// Nil in tables from before it was there, as is `signFlipP`.
    package var bandLow: Double?
    package var bandHigh: Double?
    /// p adjusted over the same family as `adjustedP` by sign flips of whole rounds, which assume no distribution.
    package var signFlipP: Double?

    package init(
        scale: Scale,
        serviceProxy: String,
        controller: String,
        policies: Int,
        connections: ConnectionMode,
        arm: Arm,
        concurrency: Int?,
        low: Double,
        high: Double,
        hodgesLehmannPercent: Double,
        hodgesLehmannLow: Double,
        hodgesLehmannHigh: Double,
        adjustedP: Double,
        verdict: Verdict,
        minimumDetectablePercent: Double,
        noiseFloorPercent: Double,
        quads: Int,
        bandLow: Double? = nil,
        bandHigh: Double? = nil,
        signFlipP: Double? = nil
    ) {
        self.scale = scale
        self.serviceProxy = serviceProxy
        self.controller = controller
        self.policies = policies
        self.connections = connections
        self.arm = arm
        self.concurrency = concurrency
        self.low = low
        self.high = high
        self.hodgesLehmannPercent = hodgesLehmannPercent
        self.hodgesLehmannLow = hodgesLehmannLow
        self.hodgesLehmannHigh = hodgesLehmannHigh
        self.adjustedP = adjustedP
        self.verdict = verdict
        self.minimumDetectablePercent = minimumDetectablePercent
        self.noiseFloorPercent = noiseFloorPercent
        self.quads = quads
        self.bandLow = bandLow
        self.bandHigh = bandHigh
        self.signFlipP = signFlipP
    }
}
