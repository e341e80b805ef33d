package import Addressing
package import Linux

/// What to load, how hard, and for how long.
package struct LoadPlan: Sendable {
    /// How many requests a connection carries.
    package enum Connections: Hashable, Sendable {
        /// A new connection for each request; the server is asked to close it, so that TIME_WAIT is the server's.
        case perRequest
        /// Connections stay open from request to request.
        ///
        /// They are opened before the window, for at most `connectTimeout`, so that the window measures requests. One
        /// that the server closes is opened anew by the next request, whose time then includes the connect.
        case keepAlive
        /// A connection carries this many requests; with the last the server is asked to close it.
        case limited(requests: Int)
    }

    /// Where the requests go; the native engine takes the host for the `Host` header only.
    package var address: IPv4Address
    package var port: UInt16
    /// The value of the `Host` header: a name or address, with the port unless it is the scheme's own.
    package var host: String
    /// What the request line asks for: a path, or for a proxy the whole URL.
    package var path: String
    package var engine = LoadEngine.native
    package var method = "GET"
    /// Headers beside the plan's own; one of the same name takes its place.
    package var headers: [LoadHeader] = []
    /// The body that every request carries; nil for none.
    package var body: [UInt8]?
    package var connections: Connections
    package var pacing = Pacing.closed
    /// Requests under way at once, over all workers: 1 to 20000.
    package var concurrency: Int
    /// Worker threads; no more than `concurrency` are used.
    package var workers: Int
    /// CPUs to pin the workers to, in turn; empty leaves them where the kernel puts them.
    package var cpus: [Int]
    /// Load before the window; what ends in it is in no count but `warmUpRequests` and `connectionsInitiated`.
    package var warmUp = Duration.zero
    /// The timed window.
    ///
    /// No request begins after it; what is under way then has `drain` to end, and is not counted.
    package var duration: Duration
    /// The most requests to begin in the window; nil for no bound but `duration`.
    ///
    /// A connect that fails is a request that failed.
    package var maximumRequests: Int?
    package var connectTimeout: Duration
    /// From the request's last byte sent to the response's last byte received.
    package var responseTimeout: Duration
    package var drain: Duration
    /// Local addresses to bind, in turn for each connection; empty lets the kernel choose.
    package var sources: [IPv4Address]
    /// Where the connections are made; nil for the network namespace of the process.
    package var namespace: NetworkNamespace?
    package var expectation = ResponseExpectation()
    /// Room for a record of each request, over all workers; 0 keeps none.
    ///
    /// Cost: 48 bytes a record, taken from the kernel as they are filled.
    package var recordCapacity = 0
    /// Where the workers say ten times a second how far they are; nil for nowhere.
    package var progress: LoadProgress?

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
        sources: [IPv4Address] = []
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
        self.sources = sources
    }
}
