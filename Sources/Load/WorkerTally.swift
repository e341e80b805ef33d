/// What a worker counts: plain numbers, so that counting is an addition.
struct WorkerTally: Sendable {
    /// Requests begun, the failed openings of kept connections among them.
    var begun = 0
    var completed = 0
    /// By `LoadFailure.index`.
    var failures = InlineArray<14, Int>(repeating: 0)
    var connectionsInitiated = 0
    var clientClosedFirst = 0
    var requestsSent = 0
    var warmUpRequests = 0
    var keptAlive = 0
    var non2xx = 0
    var delayed = 0
    var unsent = 0
    var bytesReceived: UInt64 = 0
    var bodyBytesReceived: UInt64 = 0
    var bytesSent: UInt64 = 0
    var unrecorded = 0
    var naps = 0

    static func += (left: inout WorkerTally, right: WorkerTally) {
        left.begun += right.begun
        left.completed += right.completed
        for index in left.failures.indices { left.failures[index] += right.failures[index] }
        left.connectionsInitiated += right.connectionsInitiated
        left.clientClosedFirst += right.clientClosedFirst
        left.requestsSent += right.requestsSent
        left.warmUpRequests += right.warmUpRequests
        left.keptAlive += right.keptAlive
        left.non2xx += right.non2xx
        left.delayed += right.delayed
        left.unsent += right.unsent
        left.bytesReceived += right.bytesReceived
        left.bodyBytesReceived += right.bodyBytesReceived
        left.bytesSent += right.bytesSent
        left.unrecorded += right.unrecorded
        left.naps += right.naps
    }

    /// Forgets the warm-up: what it began and did not end is begun in the window.
    ///
    /// What a server can count too goes on: connections, and requests sent.
    mutating func beginWindow() {
        var window = WorkerTally()
        window.begun = unfinished
        window.warmUpRequests = warmUpRequests + begun - unfinished
        window.connectionsInitiated = connectionsInitiated
        window.clientClosedFirst = clientClosedFirst
        window.requestsSent = requestsSent
        self = window
    }

    var failed: Int {
        var failed = 0
        for index in failures.indices { failed += failures[index] }
        return failed
    }

    /// Requests begun that neither completed nor failed while that was counted.
    var unfinished: Int { begun - completed - failed }

    /// The failures that occurred, by cause.
    var failuresByCause: [LoadFailure: Int] {
        var counts: [LoadFailure: Int] = [:]
        for cause in LoadFailure.allCases where failures[cause.index] > 0 {
            counts[cause] = failures[cause.index]
        }
        return counts
    }
}
