import Results

/// The facts of the scales that have come up so far, of earlier parts of the run too.
final class ScaleBook {
    private(set) var scales: [RunRecord.ScaleFacts]

    init(_ scales: [RunRecord.ScaleFacts]) {
        self.scales = scales
    }

    /// Puts `facts` in the place of what is known of their scale.
    func put(_ facts: RunRecord.ScaleFacts) {
        scales.removeAll { $0.scale == facts.scale }
        scales.append(facts)
    }
}
