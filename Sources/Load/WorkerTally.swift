/// What a worker counts: plain numbers, so that counting is an addition.
struct WorkerTally: Sendable {
    /// Requests begun, the failed openings of kept connections among them.
    var begun = 0
    var completed = 0
    /// By `LoadFailure.index`.
    var failures = InlineArray<12, Int>(repeating: 0)
    var connectionsInitiated = 0
    var clientClosedFirst = 0
    var bytesReceived: UInt64 = 0

    static func += (left: inout WorkerTally, right: WorkerTally) {
        left.begun += right.begun
        left.completed += right.completed
        for index in left.failures.indices { left.failures[index] += right.failures[index] }
        left.connectionsInitiated += right.connectionsInitiated
        left.clientClosedFirst += right.clientClosedFirst
        left.bytesReceived += right.bytesReceived
    }

    /// Requests begun that neither completed nor failed while that was counted.
    var unfinished: Int {
        var unfinished = begun - completed
        for index in failures.indices { unfinished -= failures[index] }
        return unfinished
    }

    /// The failures that occurred, by cause.
    var failuresByCause: [LoadFailure: Int] {
        var counts: [LoadFailure: Int] = [:]
        for cause in LoadFailure.allCases where failures[cause.index] > 0 {
            counts[cause] = failures[cause.index]
        }
        return counts
    }
}
