import Results

/// What was found of an arm around its load, and what must have been.
struct ArmEvidence {
    let census: Census
    let proof: SampleRecord.Proof
    let required: ArmProof
    let allowedProbe: ProbeOutcome
    /// Rules evaluated for a connection; nil where that is not known.
    let rulesPerConnection: Double?

    /// Why a measurement of this load is void: a fault before a theft.
    func voidCause(of measurement: Measurement, syncFailure: String? = nil) -> VoidCause? {
        let causes = [
            syncFailure.map { VoidCause(.fault, $0) },
            required.voidCause(of: measurement, allowedProbe: allowedProbe), census.voidCause,
        ]
        .compactMap(\.self)
        return causes.first { $0.kind == .fault } ?? causes.first
    }
}
