import Firewall
import Load
import Results
import Twin

extension TestbedError {
    init(_ error: TwinError) {
        self.init(error.kind == .missingCapability ? .missingCapability : .failed, error.description)
    }

    init(_ error: LoadError) {
        self.init(.failed, error.description)
    }

    /// A treatment that the kernel did not take as it was meant; a program that is not installed is no matter of treatments.
    init(unproven treatment: Treatment, _ error: FirewallError) {
        guard error.kind != .missingProgram else {
            self.init(.missingCapability, error.description)
            return
        }
        self.init(.unproven, "arm \(treatment) not programmed: \(error)")
    }
}
