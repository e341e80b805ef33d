import Results

/// How much a run measures: what decides how long it takes and how fine its answer is.
package struct RunSize: Equatable, Sendable {
    /// The concurrency levels of a run that names none.
    package static let defaultLevels = [1, 2, 4, 8, 16, 32, 64, 128]

    /// Ascending.
    package var levels: [Int]
    /// Per cell.
    package var quads: Int
    /// Length of one timed load.
    package var sliceSeconds: Double
    /// Whether each comparison has one cell more, in which added latency is measured.
    package var measuresLatency: Bool

    package init(levels: [Int], quads: Int, sliceSeconds: Double, measuresLatency: Bool = false) {
        self.levels = levels
        self.quads = quads
        self.sliceSeconds = sliceSeconds
        self.measuresLatency = measuresLatency
    }

    /// Samples that a scale needs if none is void, with its warm-ups (as in `Budget`, if they are not said) and the loads that
    /// fix a rate.
    package func samples(comparisons: Int, warmUps: Int? = nil) -> Int {
        4 * cells * comparisons * quads + first(comparisons: comparisons, warmUps: warmUps)
    }

    /// Cells of each comparison.
    var cells: Int { levels.count + (measuresLatency ? 1 : 0) }

    /// Samples of a scale before its first quad, at most: each mode of connections has a comparison at least.
    func first(comparisons: Int, warmUps: Int?) -> Int {
        (warmUps ?? comparisons + 1) + (measuresLatency ? LatencyRate.loads * comparisons : 0)
    }

    /// The time that a run of this size is expected to take, set-up and report included.
    ///
    /// - Parameter overhead: of a sample beside its slice, in seconds.
    package func expectedSeconds(
        scales: Int,
        comparisons: Int,
        warmUps: Int? = nil,
        overhead: Double = Budget.sampleOverheadSeconds
    ) -> Double {
        let samples = samples(comparisons: comparisons, warmUps: warmUps)
        let scale = Budget.scaleOverheadSeconds + Double(samples) * (sliceSeconds + overhead)
        return Budget.runOverheadSeconds + Double(scales) * scale
    }

    /// What was chosen, as a sentence for the user; with a `precision`, in points of cost, the size is a bound.
    package func sentence(
        scales: Int,
        comparisons: Int,
        warmUps: Int? = nil,
        precision: Double? = nil,
        overhead: Double = Budget.sampleOverheadSeconds
    ) -> String {
        let expected = expectedSeconds(scales: scales, comparisons: comparisons, warmUps: warmUps, overhead: overhead)
        let seconds = Int(expected.rounded())
        let time = seconds < 100 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
        let ladder = levels.map(String.init).joined(separator: ",")
        let arms = comparisons == 1 ? "" : " and each of \(comparisons) comparisons"
        let bound = precision.map { "Until each cost is known to +-\($0) points, at most " } ?? ""
        let rate = measuresLatency ? " and at a fixed rate" : ""
        return bound + "\(quads) quads of 4 x \(sliceSeconds) s at each level (\(ladder))\(rate)\(arms), "
            + "\(scales) \(scales == 1 ? "scale" : "scales"): about \(time)."
    }
}
