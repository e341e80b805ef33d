package import Results

/// What a run measured before it was killed or interrupted, to go on from.
package struct EarlierPart: Sendable {
    /// All samples in order, void and half quads too.
    package var samples: [SampleRecord]
    /// Of the scales that came up.
    package var scales: [RunRecord.ScaleFacts]
    /// The rates of its open loops, which go on as they were.
    package var latencyRates: [LatencyRate]

    package init(
        samples: [SampleRecord] = [],
        scales: [RunRecord.ScaleFacts] = [],
        latencyRates: [LatencyRate] = []
    ) {
        self.samples = samples
        self.scales = scales
        self.latencyRates = latencyRates
    }

    /// When its last sample ended, in seconds since the run began; the time until it is resumed does not count.
    var seconds: Double { samples.map { $0.startSeconds + $0.seconds }.max() ?? 0 }
}
