import Addressing
import Load

extension LoadPlan {
    /// A plan against `port` on loopback that ends soon.
    static func test(
        _ port: UInt16,
        _ connections: LoadPlan.Connections = .perRequest,
        concurrency: Int = 4,
        workers: Int = 1,
        milliseconds: Int = 5000,
        requests: Int? = nil
    ) -> LoadPlan {
        LoadPlan(
            address: IPv4Address(127, 0, 0, 1),
            port: port,
            host: "test",
            connections: connections,
            concurrency: concurrency,
            workers: workers,
            duration: .milliseconds(milliseconds),
            maximumRequests: requests,
            connectTimeout: .milliseconds(300),
            responseTimeout: .milliseconds(300),
            drain: .milliseconds(200)
        )
    }
}

extension LoadPlan {
    /// The same over libcurl.
    static func curl(
        _ port: UInt16,
        _ settings: CurlSettings = CurlSettings(scheme: .http),
        _ connections: LoadPlan.Connections = .perRequest,
        concurrency: Int = 4,
        workers: Int = 1,
        milliseconds: Int = 5000,
        requests: Int? = nil
    ) -> LoadPlan {
        var plan = LoadPlan.test(
            port,
            connections,
            concurrency: concurrency,
            workers: workers,
            milliseconds: milliseconds,
            requests: requests
        )
        plan.engine = .curl(settings)
        return plan
    }
}

extension LoadPlan {
    static func curl(
        _ port: UInt16,
        _ connections: LoadPlan.Connections,
        concurrency: Int = 4,
        milliseconds: Int = 5000,
        requests: Int? = nil
    ) -> LoadPlan {
        .curl(
            port,
            CurlSettings(scheme: .http),
            connections,
            concurrency: concurrency,
            milliseconds: milliseconds,
            requests: requests
        )
    }
}
