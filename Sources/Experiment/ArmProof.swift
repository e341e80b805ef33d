package import Results

/// What must hold for a sample to count as one of its arm.
///
/// It is easy to benchmark nothing: rules that failed to load still serve, and the curves look fine. So every sample
/// shows that the rules meant, and no others, judged its connections, and that nothing but the rules slowed it.
package struct ArmProof: Equatable, Sendable {
    /// Hash that the kernel's filter entries must have.
    package var rulesHash: String
    /// What must become of the probe from outside the policy.
    package var forbiddenProbe: ProbeOutcome
    /// The most steal time that a sample may have, as a share of wall time times CPUs.
    package var mostSteal: Double

    /// The proof of `arm`; `denial` is what its rules do to a forbidden connection, which only an arm that enforces denies.
    package init(arm: Arm, rulesHash: String, denial: ProbeOutcome, mostSteal: Double = 0.1) {
        self.rulesHash = rulesHash
        forbiddenProbe = arm.enforces ? denial : .served
        self.mostSteal = mostSteal
    }

    /// Why the measurement is void, or nil if it proves its arm.
    ///
    /// Causes are in stable words and in the order of their gravity: the rules, the probes, the counters, the requests,
    /// the kernel's losses, the machine.
    package func voidCause(of measurement: Measurement, allowedProbe: ProbeOutcome) -> VoidCause? {
        let fault =
            rulesCause(measurement.proof) ?? probeCause(measurement.proof, allowedProbe)
            ?? counterCause(measurement.proof) ?? requestCause(measurement) ?? lossCause(measurement.kernel)
        return fault.map { VoidCause(.fault, $0) } ?? theftCause(measurement.kernel)
    }

    private func rulesCause(_ proof: SampleRecord.Proof) -> String? {
        guard proof.rulesHash != rulesHash else { return nil }
        return "rules differ: the kernel holds \(proof.rulesHash), not \(rulesHash)"
    }

    private func probeCause(_ proof: SampleRecord.Proof, _ allowedProbe: ProbeOutcome) -> String? {
        if allowedProbe != .served { return "arm not proven: the allowed probe was \(allowedProbe.rawValue)" }
        guard proof.forbiddenProbe != forbiddenProbe.rawValue else { return nil }
        return "arm not proven: the forbidden probe was \(proof.forbiddenProbe), not \(forbiddenProbe.rawValue)"
    }

    private func counterCause(_ proof: SampleRecord.Proof) -> String? {
        guard proof.accepted != proof.expected else { return nil }
        return "arm not proven: rules accepted \(proof.accepted) connections, not \(proof.expected)"
    }

    private func requestCause(_ measurement: Measurement) -> String? {
        let failures = measurement.failures.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        if !failures.isEmpty {
            return "requests failed: " + failures.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        }
        return measurement.completed > 0 ? nil : "no request completed"
    }

    private func lossCause(_ kernel: SampleRecord.KernelDeltas) -> String? {
        if kernel.conntrackDrops > 0 { return "packets lost: conntrack dropped \(kernel.conntrackDrops)" }
        if kernel.pawsDrops > 0 { return "packets lost: PAWS dropped \(kernel.pawsDrops)" }
        if kernel.listenDrops > 0 { return "packets lost: a full listen queue dropped \(kernel.listenDrops)" }
        if kernel.synRetransmits > 0 { return "packets lost: \(kernel.synRetransmits) SYNs sent again" }
        return nil
    }

    private func theftCause(_ kernel: SampleRecord.KernelDeltas) -> VoidCause? {
        guard kernel.stealShare > mostSteal else { return nil }
        let shares = "\(percent(kernel.stealShare)) % of its time, \(percent(mostSteal)) % allowed"
        return VoidCause(.theft, "CPU stolen: \(shares)")
    }

    private func percent(_ share: Double) -> Double {
        (share * 1000).rounded() / 10
    }
}
