import Linux

extension DoctorCheck {
    /// A doubt about the machine's quiet: never more than a warning.
    init(_ check: NoiseCheck) {
        self.init(.noise, check.name, check.doubt == nil ? .ok : .warning, found: check.found, remedy: check.doubt)
    }
}
