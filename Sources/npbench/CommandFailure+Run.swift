import Experiment
import Linux

extension CommandFailure {
    init(_ error: TestbedError) {
        let status: Status =
            switch error.kind {
            case .missingCapability: .missingCapability
            case .unproven: .invalidRun
            case .failed: .failed
            case .interrupted: .interrupted
            }
        self.init(status, error.description)
    }

    init(_ error: EnclosureError) {
        self.init(error.kind == .missingCapability ? .missingCapability : .failed, error.description)
    }
}
