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

        package init(
            count: Int,
            minimum: Double,
            mean: Double,
            p50: Double,
            p90: Double,
            p99: Double,
            maximum: Double
        ) {
            self.count = count
            self.minimum = minimum
            self.mean = mean
            self.p50 = p50
            self.p90 = p90
            self.p99 = p99
            self.maximum = maximum
        }
    }

    /// From the first request's begin to the end of the window (or the last request's end if the request bound came first).
    package var elapsed: Duration
    /// Responses complete, with status 2xx, inside the window.
    package var completed: Int
    /// Failed requests by cause; only causes that occurred.
    package var failures: [LoadFailure: Int]
    /// Connections initiated (`connect` called on a new socket), the window's and the drain's.
    package var connectionsInitiated: Int
    /// Requests under way when the window closed: begun, neither counted as completed nor as failed.
    package var unfinished: Int
    package var bytesReceived: UInt64
    /// SYN to connected; only new connections.
    package var connect: Phase
    /// Request written to first byte of the response.
    package var wait: Phase
    /// Begin (of the connect, or of the write on a kept connection) to the last byte.
    package var total: Phase
    /// CPU time of the workers' threads (RUSAGE_THREAD).
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
        systemTime: Duration
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
    }
}
