/// What packets did in a cluster that no case describes.
package struct JudgedCluster: Equatable, Sendable {
    package var probes: [ProbeResult]
    /// Why the controller can not program the cluster; nil if it can, and then nothing was probed.
    package var refusal: String?

    package init(probes: [ProbeResult], refusal: String? = nil) {
        self.probes = probes
        self.refusal = refusal
    }

    /// The probes that went otherwise than the controller is declared to do.
    package var mismatches: [ProbeResult] { probes.filter { $0.judgement.kind == .mismatch } }

    /// The probes that went as the controller is declared to do, and otherwise than the API asks.
    package var deviations: [ProbeResult] { probes.filter { $0.judgement.kind == .deviation } }
}
