/// What came of one step of a case.
package struct StepResult: Equatable, Sendable {
    /// The step counted from 1.
    package var number: Int
    package var probes: [ProbeResult]
    /// How long the node was wrong; nil for a step that changes nothing that policies depend on.
    package var exposure: Exposure?

    package init(number: Int, probes: [ProbeResult], exposure: Exposure? = nil) {
        self.number = number
        self.probes = probes
        self.exposure = exposure
    }
}
