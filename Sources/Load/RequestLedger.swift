import Linux

/// What one worker counts and times of requests as they end, whoever carried them.
struct RequestLedger: ~Copyable {
    let expectation: ResponseExpectation
    let expectsBody: Bool
    let isPaced: Bool

    var tally = WorkerTally()
    var connectTimes = LatencyRecorder()
    var waitTimes = LatencyRecorder()
    var processingTimes = LatencyRecorder()
    var totalTimes = LatencyRecorder()
    var responseTimes = LatencyRecorder()
    var pacingErrors = LatencyRecorder()
    var loopLag = LatencyRecorder()
    var log: RequestLog
    /// When a request last ended in the window.
    var lastEnd: UInt64 = 0
    /// When the window began, for records; what fails before it has no begin in it.
    var windowStart = UInt64.max
    var serverSoftware: String?
    var documentLength: UInt64?
    var tlsProtocol: String?

    init(_ share: WorkerShare) {
        expectation = ResponseExpectation(statuses: share.statuses, length: share.length)
        expectsBody = share.expectsBody
        isPaced = share.pacer != nil
        log = RequestLog(capacity: share.records)
    }

    /// Counts a request whose response was whole at `now`.
    mutating func countResponse(_ request: EndedRequest, now: UInt64) {
        lastEnd = now
        tally.bodyBytesReceived += request.bodyBytes
        if request.isKept { tally.keptAlive += 1 }
        if request.status < 200 || request.status > 299 { tally.non2xx += 1 }
        if documentLength == nil { documentLength = request.bodyBytes }
        if request.status < expectation.statuses.lowerBound || request.status > expectation.statuses.upperBound {
            countCause(.unexpectedStatus, request, now)
        } else if let length = expectation.length, expectsBody, request.bodyBytes != length {
            countCause(.unexpectedLength, request, now)
        } else {
            tally.completed += 1
            waitTimes.record(request.wait)
            processingTimes.record(now &- max(request.begunAt, request.connectedAt))
            recordEnd(request, now)
            if log.isWanted { append(request, nil, now) }
        }
    }

    /// Counts a request that failed at `now`.
    mutating func countFailure(_ cause: LoadFailure, _ request: EndedRequest, now: UInt64) {
        lastEnd = now
        if cause == .connectTimeout { connectTimes.record(now &- request.begunAt) }
        // Without the timeouts the tail would be cut off.
        if cause == .connectTimeout || cause == .responseTimeout { recordEnd(request, now) }
        countCause(cause, request, now)
    }

    /// Forgets the warm-up.
    mutating func beginWindow() {
        tally.beginWindow()
        connectTimes = LatencyRecorder()
        waitTimes = LatencyRecorder()
        processingTimes = LatencyRecorder()
        totalTimes = LatencyRecorder()
        responseTimes = LatencyRecorder()
        pacingErrors = LatencyRecorder()
        loopLag = LatencyRecorder()
        log.removeAll()
    }

    private mutating func countCause(_ cause: LoadFailure, _ request: EndedRequest, _ now: UInt64) {
        tally.failures[cause.index] += 1
        if log.isWanted { append(request, cause, now) }
    }

    private mutating func recordEnd(_ request: EndedRequest, _ now: UInt64) {
        totalTimes.record(now &- request.begunAt)
        if isPaced { responseTimes.record(now &- request.dueAt) }
    }

    private mutating func append(_ request: EndedRequest, _ failure: LoadFailure?, _ now: UInt64) {
        let hasStatus = request.firstByteAt != 0
        let isKept = log.append(
            RequestRecord(
                // What the warm-up began may have begun before the window.
                begin: request.begunAt > windowStart ? request.begunAt &- windowStart : 0,
                late: request.begunAt &- request.dueAt,
                connect: request.connectedAt == 0 ? 0 : request.connectedAt &- request.begunAt,
                wait: request.wait,
                total: now &- request.begunAt,
                status: hasStatus ? request.status : 0,
                failure: failure
            )
        )
        if !isKept { tally.unrecorded += 1 }
    }

    /// What the worker hands over.
    func report(
        until end: UInt64,
        use: ThreadUsage,
        cpu: Int?
    ) -> WorkerReport {
        WorkerReport(
            tally: tally,
            connect: connectTimes,
            wait: waitTimes,
            processing: processingTimes,
            total: totalTimes,
            response: isPaced ? responseTimes : nil,
            pacing: isPaced ? pacingErrors : nil,
            lag: loopLag,
            use: WorkerUse(
                cpu: cpu,
                userTime: use.user,
                systemTime: use.system,
                waitTime: use.waiting,
                elapsed: .nanoseconds(Int64(clamping: end - windowStart)),
                naps: tally.naps
            ),
            records: log.records,
            serverSoftware: serverSoftware,
            documentLength: documentLength,
            tlsProtocol: tlsProtocol,
            start: windowStart,
            end: end
        )
    }
}
