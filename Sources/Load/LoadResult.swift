/// What one load did.
package struct LoadResult: Sendable {
    /// Durations of one phase, in microseconds.
    package struct Phase: Sendable {
        package var count: Int
        package var minimum: Double
        package var mean: Double
        package var p50: Double
        package var p90: Double
        package var p99: Double
        package var maximum: Double
        package var standardDeviation: Double
        package var p75: Double
        package var p95: Double
        package var p999: Double

        package init(
            count: Int,
            minimum: Double,
            mean: Double,
            p50: Double,
            p90: Double,
            p99: Double,
            maximum: Double,
            standardDeviation: Double = 0,
            p75: Double = 0,
            p95: Double = 0,
            p999: Double = 0
        ) {
            self.count = count
            self.minimum = minimum
            self.mean = mean
            self.p50 = p50
            self.p90 = p90
            self.p99 = p99
            self.maximum = maximum
            self.standardDeviation = standardDeviation
            self.p75 = p75
            self.p95 = p95
            self.p999 = p999
        }
    }

    /// From the first request's begin to the end of the window (or the last request's end if the request bound came first).
    package var elapsed: Duration
    /// Responses complete, with status 2xx, inside the window.
    package var completed: Int
    /// Failed requests by cause; only causes that occurred.
    package var failures: [LoadFailure: Int]
    /// Connections initiated (`connect` called on a new socket), the window's and the drain's.
    ///
    /// The ones of keep-alive mode's opening, too. A call that the kernel refused before it sent a SYN (no route, no
    /// port) is not among them; a SYN that was sent again counts once.
    package var connectionsInitiated: Int
    /// Connections that we closed before the server did, after a complete response: their TIME_WAIT holds a local port.
    ///
    /// In keep-alive mode those that the load's end closes are not among them.
    package var clientClosedFirst: Int
    /// Requests under way when the window closed: begun, neither counted as completed nor as failed.
    package var unfinished: Int
    package var bytesReceived: UInt64
    /// SYN to connected; only new connections, the opening's among them.
    package var connect: Phase
    /// Request handed to the kernel to first byte of the response; of completed requests, as is `total`.
    package var wait: Phase
    /// Begin (of the connect, or of the write on a kept connection) to the last byte.
    ///
    /// The last byte is the one that the message's framing names; where the connection's end frames the message, that
    /// end. The wait for the server's close after a framed response belongs to no phase (ab's total includes it), but
    /// its slot begins no other request meanwhile, so the rate of completions does include it.
    package var total: Phase
    /// CPU time of the workers' threads (RUSAGE_THREAD) in the window.
    package var userTime: Duration
    package var systemTime: Duration

    package init(
        elapsed: Duration,
        completed: Int,
        failures: [LoadFailure: Int],
        connectionsInitiated: Int,
        unfinished: Int,
        bytesReceived: UInt64,
        connect: Phase,
        wait: Phase,
        total: Phase,
        userTime: Duration,
        systemTime: Duration,
        clientClosedFirst: Int = 0
    ) {
        self.elapsed = elapsed
        self.completed = completed
        self.failures = failures
        self.connectionsInitiated = connectionsInitiated
        self.unfinished = unfinished
        self.bytesReceived = bytesReceived
        self.connect = connect
        self.wait = wait
        self.total = total
        self.userTime = userTime
        self.systemTime = systemTime
        self.clientClosedFirst = clientClosedFirst
    }
}
