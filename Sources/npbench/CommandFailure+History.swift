import History
import Report

extension CommandFailure {
    init(_ error: HistoryError) {
        let status: Status =
            switch error.kind {
            case .missing: .baselineMissing
            case .unsuitable, .failed: .failed
            }
        self.init(status, error.description)
    }

    init(_ error: ReportError) {
        self.init(error.kind == .missingCapability ? .missingCapability : .failed, error.description)
    }
}
