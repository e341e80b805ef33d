/// What came of one case under one controller.
package struct CaseResult: Equatable, Sendable {
    package var name: String
    package var origin: ConformanceCase.Origin
    package var steps: [StepResult]
    /// Why the controller can not program the case's policies at all; nil if it can.
    package var refusal: String?
    package var seconds: Double

    package init(
        name: String,
        origin: ConformanceCase.Origin,
        steps: [StepResult],
        refusal: String? = nil,
        seconds: Double
    ) {
        self.name = name
        self.origin = origin
        self.steps = steps
        self.refusal = refusal
        self.seconds = seconds
    }

    package var probes: [ProbeResult] { steps.flatMap(\.probes) }

    /// Whether packets did what the case expects, all of them.
    package var isSupported: Bool { refusal == nil && probes.allSatisfy(\.judgement.isRight) }

    /// The probes that went otherwise than the controller is declared to do.
    package var mismatches: [ProbeResult] { probes.filter { $0.judgement.kind == .mismatch } }

    /// Why the case is not supported, in sentences; empty if it is.
    package var faults: [String] {
        (refusal.map { [$0] } ?? []) + probes.compactMap(\.fault)
    }
}
