/// What one load did.
package struct LoadResult: Sendable {
    /// From the first request's begin to the end of the window (or the last request's end if the request bound came first).
    package var elapsed: Duration = .zero
    /// The time of day when the window began, in nanoseconds since 1970.
    package var wallClockStart: UInt64 = 0
    /// Responses complete and as expected, inside the window.
    package var completed = 0
    /// Failed requests by cause; only causes that occurred.
    package var failures: [LoadFailure: Int] = [:]
    /// Connections initiated (`connect` called on a new socket), the warm-up's, the window's and the drain's.
    ///
    /// The ones of keep-alive mode's opening, too. A call that the kernel refused before it sent a SYN (no route, no
    /// port) is not among them; a SYN that was sent again counts once.
    package var connectionsInitiated = 0
    /// Connections that we closed before the server did, after a complete response: their TIME_WAIT holds a local port.
    ///
    /// In keep-alive mode those that the load's end closes are not among them.
    package var clientClosedFirst = 0
    /// Requests under way when the window closed: begun, neither counted as completed nor as failed.
    package var unfinished = 0
    /// Requests written whole, from the warm-up's first to the window's last: what a server that lost none has counted.
    package var requestsSent = 0
    /// Requests that ended in the warm-up, however they did; over libcurl those that opened kept connections, too.
    package var warmUpRequests = 0
    /// Responses in the window after which the server kept the connection open (ab: Keep-Alive requests).
    package var keptAlive = 0
    /// Responses in the window whose status was not 2xx, expected or not (ab: Non-2xx responses).
    package var non2xx = 0
    /// Heads and bodies received in the window, and bodies alone (ab: HTML transferred).
    ///
    /// Over libcurl as HTTP/1.1 has them: before TLS and header compression, without the framing of chunks.
    package var bytesReceived: UInt64 = 0
    package var bodyBytesReceived: UInt64 = 0
    package var bytesSent: UInt64 = 0
    /// The `Server` header and the body's length of the first response; nil if there was none.
    package var serverSoftware: String?
    package var documentLength: UInt64?
    /// The protocol and cipher that TLS agreed on, such as `TLSv1.3,TLS_AES_256_GCM_SHA384`; nil without TLS.
    package var tlsProtocol: String?

    /// SYN to connected, over TLS to the end of its handshake; only new connections, the opening's among them.
    ///
    /// A connect that timed out counts with the time that it had.
    package var connectTimes = LatencyRecorder()
    /// Request handed to the kernel to first byte of the response; of completed requests.
    package var waitTimes = LatencyRecorder()
    /// Connected (or begun, on a kept connection) to the last byte; of completed requests (ab: Processing).
    package var processingTimes = LatencyRecorder()
    /// Begin (of the connect, or of the write on a kept connection) to the last byte: the wire's view.
    ///
    /// Of completed requests, and of those that timed out, with the time that they had: without them the tail would be cut
    /// off. The last byte is the one that the message's framing names; where the connection's end frames the message, that
    /// end. The wait for the server's close after a framed response belongs to no phase (ab's total includes it), but
    /// its slot begins no other request meanwhile, so the rate of completions does include it.
    package var totalTimes = LatencyRecorder()
    /// The same from the time that the request was due; nil in a closed loop, where nothing is due.
    package var responseTimes: LatencyRecorder?
    /// Due to begun, of the requests that found a free connection: the generator's own error; nil in a closed loop.
    package var pacingErrors: LatencyRecorder?
    /// Requests of an open loop that had to wait for a connection, and those that were due but never begun.
    package var delayed = 0
    package var unsent = 0
    /// What the last event of each turn of an event loop waited for those before it.
    package var loopLag = LatencyRecorder()
    /// Each worker's part, in order.
    package var workers: [WorkerUse] = []
    /// Requests in the order of their begin; empty unless the plan made room for them.
    package var records: [RequestRecord] = []
    /// Requests that found no room to be recorded.
    package var unrecorded = 0

    package init() {}

    /// Requests begun in the window, or under way when it began, however they ended.
    package var begun: Int { completed + failed + unfinished }
    package var failed: Int { failures.values.reduce(0, +) }

    /// CPU time of the workers' threads (RUSAGE_THREAD) in the window.
    package var userTime: Duration { workers.reduce(.zero) { $0 + $1.userTime } }
    package var systemTime: Duration { workers.reduce(.zero) { $0 + $1.systemTime } }

    /// Completed requests a second.
    package var rate: Double {
        elapsed > .zero ? Double(completed) / (elapsed / .seconds(1)) : 0
    }

    /// Requests under way on average, by Little's law: what of the concurrency asked for was reached.
    package var meanConcurrency: Double {
        elapsed > .zero ? totalTimes.phase.mean * Double(totalTimes.count) / (elapsed / .microseconds(1)) : 0
    }

    package var connect: LatencyPhase { connectTimes.phase }
    package var wait: LatencyPhase { waitTimes.phase }
    package var processing: LatencyPhase { processingTimes.phase }
    package var total: LatencyPhase { totalTimes.phase }
}
