import Results

/// The facts of the scales that have come up so far and the rates that were fixed, of earlier parts of the run too.
final class ScaleBook {
    private(set) var scales: [RunRecord.ScaleFacts]
    private(set) var latencyRates: [LatencyRate]

    init(_ scales: [RunRecord.ScaleFacts], latencyRates: [LatencyRate]) {
        self.scales = scales
        self.latencyRates = latencyRates
    }

    /// Puts down a rate that was not there.
    func put(_ rate: LatencyRate) { latencyRates.append(rate) }

    /// Puts `facts` in the place of what is known of their scale.
    func put(_ facts: RunRecord.ScaleFacts) {
        scales.removeAll { $0.scale == facts.scale }
        scales.append(facts)
    }
}
