import Conformance

extension CommandFailure {
    init(_ error: ConformanceError) {
        let status: Status =
            switch error.kind {
            case .missingCapability: .missingCapability
            case .unknownName: .usage
            case .failed: .failed
            case .interrupted: .interrupted
            }
        self.init(status, error.description)
    }
}
