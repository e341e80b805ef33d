/// How long a run may take, by name.
package enum Preset: String, Sendable, CaseIterable {
    /// Under 30 s in all: does it work here?
    case smoke
    /// About three minutes a scale and comparison: the default.
    case quick
    /// About twelve minutes a scale and comparison: for small costs and for publishing.
    case full

    package func budget(
        scales: Int,
        comparisons: Int,
        warmUps: Int? = nil,
        sampleOverhead: Double = Budget.sampleOverheadSeconds
    ) -> Budget {
        let seconds =
            switch self {
            // Two seconds are kept for a machine that is slower than expected.
            case .smoke: 28.0
            case .quick: 180.0 * Double(scales * comparisons)
            case .full: 720.0 * Double(scales * comparisons)
            }
        return Budget(
            seconds: seconds,
            scales: scales,
            comparisons: comparisons,
            warmUps: warmUps,
            sampleOverhead: sampleOverhead
        )
    }
}
