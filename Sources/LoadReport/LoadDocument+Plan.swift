import Load

extension LoadDocument {
    /// What was asked for; of headers the names only, since their values can be secrets.
    struct Plan: Encodable {
        let address, host, path, engine, method: String
        let port: UInt16
        let scheme, httpVersion: String
        let headerNames: [String]
        let bodyBytes: Int?
        let connections: String
        let requestsPerConnection: Int?
        let loop: String
        let ratePerSecond: Double?
        let arrivals: String?
        let arrivalSeed: UInt64?
        let concurrency, workers: Int
        let cpus: [Int]
        let warmUpSeconds, durationSeconds: Double
        let maximumRequests: Int?
        let connectTimeoutSeconds, responseTimeoutSeconds, drainSeconds: Double
        let sources: [String]
        let lowestStatus, highestStatus: UInt16
        let expectedLengthBytes: UInt64?

        init(_ plan: LoadPlan) {
            address = "\(plan.address)"
            host = plan.host
            path = plan.path
            port = plan.port
            method = plan.method
            switch plan.engine {
            case .native:
                (engine, scheme, httpVersion) = ("native", "http", "1.1")
            case .curl(let settings):
                (engine, scheme) = ("curl", settings.scheme.rawValue)
                httpVersion = settings.version == .http2 ? "2" : "1.1"
            }
            headerNames = plan.headers.map(\.name)
            bodyBytes = plan.body?.count
            switch plan.connections {
            case .perRequest: (connections, requestsPerConnection) = ("per-request", 1)
            case .keepAlive: (connections, requestsPerConnection) = ("keep-alive", nil)
            case .limited(let requests): (connections, requestsPerConnection) = ("limited", requests)
            }
            switch plan.pacing {
            case .closed:
                (loop, ratePerSecond, arrivals, arrivalSeed) = ("closed", nil, nil, nil)
            case .open(let rate, .constant):
                (loop, ratePerSecond, arrivals, arrivalSeed) = ("open", rate, "constant", nil)
            case .open(let rate, .poisson(let seed)):
                (loop, ratePerSecond, arrivals, arrivalSeed) = ("open", rate, "poisson", seed)
            }
            concurrency = plan.concurrency
            workers = min(plan.workers, plan.concurrency)
            cpus = plan.cpus
            warmUpSeconds = plan.warmUp / .seconds(1)
            durationSeconds = plan.duration / .seconds(1)
            maximumRequests = plan.maximumRequests
            connectTimeoutSeconds = plan.connectTimeout / .seconds(1)
            responseTimeoutSeconds = plan.responseTimeout / .seconds(1)
            drainSeconds = plan.drain / .seconds(1)
            sources = plan.sources.map { "\($0)" }
            lowestStatus = plan.expectation.statuses.lowerBound
            highestStatus = plan.expectation.statuses.upperBound
            expectedLengthBytes = plan.expectation.length
        }
    }
}
