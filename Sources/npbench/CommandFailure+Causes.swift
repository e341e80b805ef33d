import Cluster
import Layouts

extension CommandFailure {
    /// What cannot be had of a cluster was asked for by an option.
    init(_ error: ClusterError) {
        self.init(.usage, error.description)
    }

    init(_ error: ManifestError) {
        self.init(.failed, error.description)
    }

    init(_ error: LayoutError) {
        let status: Status =
            switch error.kind {
            case .unknownName: .usage
            case .unavailable: .missingCapability
            case .unsupportedInput: .failed
            }
        self.init(status, error.description)
    }
}
