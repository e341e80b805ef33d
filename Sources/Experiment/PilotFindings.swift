package import Results
package import Statistics

/// What a pilot found out: what a sample costs beside its slice, and what the noise is made of.
package struct PilotFindings: Equatable, Sendable {
    /// Loads of the pilot; none of them is in the result.
    package var samples = 0
    /// Set-up included.
    package var seconds = 0.0
    /// Switching, read-back and probes around one timed load, in seconds, by treatment.
    package var overheads: [Treatment: Double] = [:]
    /// Their mean over the samples of a round, in which `off` is half of each quad.
    package var meanOverhead = Budget.sampleOverheadSeconds
    package var curve: [VariancePoint] = []
    /// How much of the noise is taken to fall with a slice's length where the curve does not say.
    ///
    /// 1 for samples that take turns: they share the switch before them, and connections that are kept, so that nothing but their turns
    /// comes anew with one of them.
    package var fastShare = 0.5

    package init() {}

    /// Nil if no series was taken, or none held.
    package var noise: NoiseComponents? { NoiseComponents(fitting: curve, fastShare: fastShare) }
}
