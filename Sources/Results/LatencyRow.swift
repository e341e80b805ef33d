/// What an arm adds to a figure of latency against `off`, at a rate that `off` bears easily: a row of `latency.csv`.
///
/// Times are microseconds from when a request was due; positive is longer, and `slower` the verdict on that.
package struct LatencyRow: Codable, Equatable, Sendable {
    package var scale: Scale
    package var serviceProxy: String
    package var controller: String
    package var policies: Int
    package var connections: ConnectionMode
    /// The arm compared with `off`; `off` itself in an A/A run.
    package var arm: Arm
    /// Requests due a second, the same in both arms.
    package var rate: Double
    /// The share of off's QPS that this is, in percent, as it was asked for.
    package var loadPercent: Double
    package var metric: LatencyMetric
    /// Means over the quads that count; their difference is `added`.
    package var valueOff: Double
    package var valueCompared: Double
    /// Mean of the quads' differences and its 95 % t interval.
    package var added: Double
    package var low: Double
    package var high: Double
    /// Hodges-Lehmann estimate and its exact interval of at least 95 %; ends are NaN with fewer than six quads.
    package var hodgesLehmann: Double
    package var hodgesLehmannLow: Double
    package var hodgesLehmannHigh: Double
    /// Holm-adjusted two-sided p of the paired t test over all scales, modes and treatments; each metric is a family of its own.
    package var adjustedP: Double
    package var verdict: Verdict
    /// The smallest added time that this many quads find with 80 % power.
    package var minimumDetectable: Double
    /// From the A/A contrast inside each quad: sd(r)/sqrt 2.
    package var noiseFloor: Double
    package var quads: Int
    /// Quads begun and voided.
    package var voided: Int
    /// The 95 % band over all rows of the metric.
    package var bandLow: Double
    package var bandHigh: Double
    /// p adjusted over the same family by sign flips, which assume no distribution.
    package var signFlipP: Double
    /// Samples in which the rate was not kept up with (`SampleRecord.isBehind`).
    package var behindOff: Int
    package var behindCompared: Int
    /// Mean of the generator's own delay.
    package var pacingOff: Double
    package var pacingCompared: Double

    package init(
        scale: Scale,
        serviceProxy: String,
        controller: String,
        policies: Int,
        connections: ConnectionMode,
        arm: Arm,
        rate: Double,
        loadPercent: Double,
        metric: LatencyMetric,
        valueOff: Double,
        valueCompared: Double,
        added: Double,
        low: Double,
        high: Double,
        hodgesLehmann: Double,
        hodgesLehmannLow: Double,
        hodgesLehmannHigh: Double,
        adjustedP: Double,
        verdict: Verdict,
        minimumDetectable: Double,
        noiseFloor: Double,
        quads: Int,
        voided: Int,
        bandLow: Double,
        bandHigh: Double,
        signFlipP: Double,
        behindOff: Int,
        behindCompared: Int,
        pacingOff: Double,
        pacingCompared: Double
    ) {
        self.scale = scale
        self.serviceProxy = serviceProxy
        self.controller = controller
        self.policies = policies
        self.connections = connections
        self.arm = arm
        self.rate = rate
        self.loadPercent = loadPercent
        self.metric = metric
        self.valueOff = valueOff
        self.valueCompared = valueCompared
        self.added = added
        self.low = low
        self.high = high
        self.hodgesLehmann = hodgesLehmann
        self.hodgesLehmannLow = hodgesLehmannLow
        self.hodgesLehmannHigh = hodgesLehmannHigh
        self.adjustedP = adjustedP
        self.verdict = verdict
        self.minimumDetectable = minimumDetectable
        self.noiseFloor = noiseFloor
        self.quads = quads
        self.voided = voided
        self.bandLow = bandLow
        self.bandHigh = bandHigh
        self.signFlipP = signFlipP
        self.behindOff = behindOff
        self.behindCompared = behindCompared
        self.pacingOff = pacingOff
        self.pacingCompared = pacingCompared
    }

    /// What is compared with `off`.
    package var treatment: Treatment { Treatment(arm, of: controller) }
    package var setting: Setting { Setting(scale, connections) }
}
