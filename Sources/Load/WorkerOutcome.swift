import Synchronization

/// Where a worker leaves its reports, one for each part of the load, for whoever waits for them.
final class WorkerOutcome: Sendable {
    private let result = Mutex<Result<[WorkerReport], LoadError>?>(nil)

    func set(_ result: Result<[WorkerReport], LoadError>) {
        self.result.withLock { $0 = result }
    }

    func get() throws(LoadError) -> [WorkerReport] {
        guard let result = result.withLock({ $0 }) else { throw LoadError("a worker ended without a report") }
        return try result.get()
    }
}
