package import Results

extension RunRecord.Outcome {
    /// How a run ended that an error of `kind` ended.
    package init(endedBy kind: TestbedError.Kind) {
        self =
            switch kind {
            case .unproven: .invalid
            case .interrupted: .interrupted
            case .missingCapability, .failed: .failed
            }
    }
}
