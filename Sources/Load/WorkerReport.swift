import Linux

/// What one worker hands over when it ends.
struct WorkerReport: Sendable {
    var tally: WorkerTally
    var connect: LatencyRecorder
    var wait: LatencyRecorder
    /// Empty if the engine does not know it.
    var processing = LatencyRecorder()
    var total: LatencyRecorder
    /// nil in a closed loop, as `pacing`.
    var response: LatencyRecorder?
    var pacing: LatencyRecorder?
    var lag: LatencyRecorder
    var use: WorkerUse
    var records: [RequestRecord]
    var serverSoftware: String?
    var documentLength: UInt64?
    var tlsProtocol: String?
    /// The window as the worker saw it, in nanoseconds of `MonotonicClock`.
    var start: UInt64
    var end: UInt64

    /// What all workers of a load did together; there is one at least.
    static func result(of reports: [WorkerReport]) -> LoadResult {
        var result = LoadResult()
        var tally = WorkerTally()
        for report in reports {
            tally += report.tally
            result.connectTimes.add(report.connect)
            result.waitTimes.add(report.wait)
            result.processingTimes.add(report.processing)
            result.totalTimes.add(report.total)
            result.responseTimes.add(report.response)
            result.pacingErrors.add(report.pacing)
            result.loopLag.add(report.lag)
            result.workers.append(report.use)
            result.serverSoftware = result.serverSoftware ?? report.serverSoftware
            result.documentLength = result.documentLength ?? report.documentLength
            result.tlsProtocol = result.tlsProtocol ?? report.tlsProtocol
        }
        let start = reports.map(\.start).min() ?? 0
        let end = reports.map(\.end).max() ?? start
        result.elapsed = .nanoseconds(Int64(clamping: end - start))
        result.records = merged(reports)
        result.take(tally)
        return result
    }

    /// The records of all workers in the order of their begin.
    private static func merged(_ reports: [WorkerReport]) -> [RequestRecord] {
        guard reports.count > 1 else { return (reports.first?.records ?? []).sorted { $0.begin < $1.begin } }
        return reports.flatMap(\.records).sorted { $0.begin < $1.begin }
    }
}

extension LoadResult {
    fileprivate mutating func take(_ tally: WorkerTally) {
        completed = tally.completed
        failures = tally.failuresByCause
        connectionsInitiated = tally.connectionsInitiated
        clientClosedFirst = tally.clientClosedFirst
        unfinished = tally.unfinished
        requestsSent = tally.requestsSent
        warmUpRequests = tally.warmUpRequests
        keptAlive = tally.keptAlive
        non2xx = tally.non2xx
        bytesReceived = tally.bytesReceived
        bodyBytesReceived = tally.bodyBytesReceived
        bytesSent = tally.bytesSent
        delayed = tally.delayed
        unsent = tally.unsent
        unrecorded = tally.unrecorded
    }
}

extension LatencyRecorder? {
    fileprivate mutating func add(_ other: LatencyRecorder?) {
        guard let other else { return }
        self = self ?? LatencyRecorder()
        self?.add(other)
    }
}
