import Linux

/// What one worker hands over when it ends.
struct WorkerReport: Sendable {
    var tally: WorkerTally
    var connect: LatencyRecorder
    var wait: LatencyRecorder
    var total: LatencyRecorder
    /// CPU time in the window.
    var usage: ThreadUsage
    /// The window as the worker saw it, in nanoseconds of `MonotonicClock`.
    var start: UInt64
    var end: UInt64

    mutating func add(_ other: WorkerReport) {
        tally += other.tally
        connect.add(other.connect)
        wait.add(other.wait)
        total.add(other.total)
        usage = usage + other.usage
        end = max(end, other.end)
    }

    var result: LoadResult {
        LoadResult(
            elapsed: .nanoseconds(Int64(end - start)),
            completed: tally.completed,
            failures: tally.failuresByCause,
            connectionsInitiated: tally.connectionsInitiated,
            unfinished: tally.unfinished,
            bytesReceived: tally.bytesReceived,
            connect: connect.phase,
            wait: wait.phase,
            total: total.phase,
            userTime: usage.user,
            systemTime: usage.system,
            clientClosedFirst: tally.clientClosedFirst
        )
    }
}
