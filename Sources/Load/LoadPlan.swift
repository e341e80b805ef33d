package import Addressing

/// What to load, how hard, and for how long.
package struct LoadPlan: Sendable {
    package enum Connections: Sendable {
        /// A new connection for each request; the server is asked to close it, so that TIME_WAIT is the server's.
        case perRequest
        /// Connections stay open from request to request.
        ///
        /// They are opened before the window, for at most `connectTimeout`, so that the window measures requests. One
        /// that the server closes is opened anew by the next request, whose time then includes the connect.
        case keepAlive
    }

    package var address: IPv4Address
    package var port: UInt16
    /// The value of the `Host` header.
    package var host: String
    package var path: String
    package var connections: Connections
    /// Requests under way at once, over all workers: 1 to 20000.
    package var concurrency: Int
    /// Worker threads; no more than `concurrency` are used.
    package var workers: Int
    /// CPUs to pin the workers to, in turn; empty leaves them where the kernel puts them.
    package var cpus: [Int]
    /// The timed window.
    ///
    /// No request begins after it; what is under way then has `drain` to end, and is not counted.
    package var duration: Duration
    /// The most requests to begin; nil for no bound but `duration`.
    ///
    /// A connect that fails is a request that failed.
    package var maximumRequests: Int?
    package var connectTimeout: Duration
    /// From the request's last byte sent to the response's last byte received.
    package var responseTimeout: Duration
    package var drain: Duration
    /// Local address to bind; nil lets the kernel choose.
    package var source: IPv4Address?

    package init(
        address: IPv4Address,
        port: UInt16,
        host: String,
        path: String = "/",
        connections: Connections,
        concurrency: Int,
        workers: Int = 1,
        cpus: [Int] = [],
        duration: Duration,
        maximumRequests: Int? = nil,
        connectTimeout: Duration = .seconds(1),
        responseTimeout: Duration = .seconds(2),
        drain: Duration = .milliseconds(500),
        source: IPv4Address? = nil
    ) {
        self.address = address
        self.port = port
        self.host = host
        self.path = path
        self.connections = connections
        self.concurrency = concurrency
        self.workers = workers
        self.cpus = cpus
        self.duration = duration
        self.maximumRequests = maximumRequests
        self.connectTimeout = connectTimeout
        self.responseTimeout = responseTimeout
        self.drain = drain
        self.source = source
    }
}
