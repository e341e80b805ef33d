import Addressing
import Linux
import Load

/// How the options become a plan.
extension LoadCommand {
    /// How long a load lasts that only a number of requests bounds: an hour is a bound, too.
    static let longest = Duration.seconds(3600)
    /// The longest time that any option takes, in seconds.
    static let mostSeconds = 1e6
    /// Records that are kept of a load which only time bounds: 480 MB.
    static let mostRecords = 10_000_000

    func plan(_ target: LoadTarget) throws(CommandFailure) -> LoadPlan {
        let engine = try engine(target)
        let concurrency = shape.concurrency ?? 1
        try require(concurrency, "concurrency", 1...LoadPlan.maximumConcurrency)
        try require(shape.requests ?? 1, "number of requests", 1...Int.max)
        var plan = LoadPlan(
            address: try LoadTarget.address(of: try proxy(target)?.hostname ?? target.hostname),
            port: try proxy(target)?.port ?? target.port,
            host: target.host,
            path: message.proxy == nil ? target.path : target.absoluteURL,
            connections: try connections(),
            concurrency: concurrency,
            workers: try workers(concurrency: concurrency),
            cpus: shape.cpus?.values ?? [],
            duration: try duration(),
            maximumRequests: shape.requests,
            connectTimeout: try span(shape.connectTimeout) ?? .seconds(5),
            responseTimeout: try timeout(),
            sources: shape.sources.flatMap(\.addresses)
        )
        plan.engine = engine
        plan.pacing = try pacing()
        plan.warmUp = try span(shape.warmUp) ?? .zero
        if let statuses = message.expectStatus?.statuses { plan.expectation.statuses = statuses }
        plan.expectation.length = message.expectLength
        if output.gnuplotFile != nil || output.records != nil {
            plan.recordCapacity = min(shape.requests ?? LoadCommand.mostRecords, LoadCommand.mostRecords)
        }
        try compose(&plan)
        do { try plan.validate() } catch { throw CommandFailure(.usage, error.description) }
        return plan
    }

    /// Worker threads: what was asked for, else one a CPU that may be used, and never more than connections.
    func workers(concurrency: Int) throws(CommandFailure) -> Int {
        if let threads = shape.threads {
            try require(threads, "number of threads", 1...1024)
            return min(threads, concurrency)
        }
        let usable = shape.cpus?.values.count ?? (try? CPUAffinity.current().cpus.count) ?? 1
        return max(1, min(usable, concurrency))
    }

    func require(_ value: Int, _ name: String, _ range: ClosedRange<Int>) throws(CommandFailure) {
        guard range.contains(value) else {
            let most = range.upperBound == Int.max ? "" : " and \(range.upperBound) at most"
            throw CommandFailure(
                .usage,
                "a \(name) of \(value) makes no sense; give \(range.lowerBound) at least\(most)"
            )
        }
    }

    private func duration() throws(CommandFailure) -> Duration {
        if shape.seconds != nil, shape.duration != nil {
            throw CommandFailure(.usage, "-t and --duration say the same; give one of them")
        }
        return try span(shape.seconds?.span ?? shape.duration)
            ?? (shape.requests == nil ? .seconds(10) : LoadCommand.longest)
    }

    private func timeout() throws(CommandFailure) -> Duration {
        if shape.timeoutSeconds != nil, shape.timeout != nil {
            throw CommandFailure(.usage, "-s and --timeout say the same; give one of them")
        }
        return try span(shape.timeoutSeconds?.span ?? shape.timeout) ?? .seconds(30)
    }

    private func connections() throws(CommandFailure) -> LoadPlan.Connections {
        guard let requests = shape.requestsPerConnection else { return shape.keepAlive ? .keepAlive : .perRequest }
        guard !shape.keepAlive else {
            throw CommandFailure(.usage, "-k keeps connections, --requests-per-connection ends them; give one of them")
        }
        try require(requests, "number of requests a connection", 1...Int.max)
        return requests == 1 ? .perRequest : .limited(requests: requests)
    }

    private func pacing() throws(CommandFailure) -> Pacing {
        guard let rate = shape.rate else {
            guard shape.arrivals == nil else {
                throw CommandFailure(.usage, "--arrivals says how the requests of a rate lie; give --rate too")
            }
            return .closed
        }
        return .open(rate: rate, arrivals: shape.arrivals == .poisson ? .poisson(seed: shape.seed) : .constant)
    }

    private func engine(_ target: LoadTarget) throws(CommandFailure) -> LoadEngine {
        let needsCurl = target.scheme == .https || transport.isHTTP2
        if transport.engine == .native, needsCurl {
            throw CommandFailure(
                .usage,
                "cannot load \(target.url) with the native engine, which speaks HTTP/1.1 in clear text; give --engine curl"
            )
        }
        let certificate = transport.certificateAndKey ?? transport.certificate
        let isTLS =
            transport.insecure || transport.authorities != nil || certificate != nil || transport.key != nil
        if isTLS, target.scheme == .http {
            throw CommandFailure(
                .usage,
                "certificates mean nothing in clear text; give an https:// URL, or leave them out"
            )
        }
        guard needsCurl || transport.engine == .curl else { return .native }
        return .curl(
            CurlSettings(
                scheme: target.scheme == .https ? .https : .http,
                version: transport.isHTTP2 ? .http2 : .http1,
                verifiesServer: !transport.insecure,
                authorities: transport.authorities,
                certificate: certificate,
                // One file can hold both.
                key: transport.key ?? certificate
            )
        )
    }

    private func span(_ span: TimeSpan?) throws(CommandFailure) -> Duration? {
        guard let seconds = span?.seconds else { return nil }
        guard seconds <= LoadCommand.mostSeconds else {
            throw CommandFailure(.usage, "a time of \(seconds) s makes no sense; give 11 days at most")
        }
        return .seconds(seconds)
    }
}
