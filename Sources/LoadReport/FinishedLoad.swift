package import Load

/// A load that has ended, and what its reports say of it beside plan and result.
package struct FinishedLoad: Sendable {
    package var url: String
    /// Host, port and path as the URL has them; with a proxy the plan's differ.
    package var hostname: String
    package var port: UInt16
    package var path: String
    package var plan: LoadPlan
    package var result: LoadResult
    package var headroom: HeadroomUse
    /// What bounded the load or the host, before and after.
    package var warnings: [HeadroomWarning]
    /// Whether somebody ended the load before its time.
    package var isInterrupted: Bool

    package init(
        url: String,
        hostname: String,
        port: UInt16,
        path: String,
        plan: LoadPlan,
        result: LoadResult,
        headroom: HeadroomUse = HeadroomUse(),
        warnings: [HeadroomWarning] = [],
        isInterrupted: Bool = false
    ) {
        self.url = url
        self.hostname = hostname
        self.port = port
        self.path = path
        self.plan = plan
        self.result = result
        self.headroom = headroom
        self.warnings = warnings
        self.isInterrupted = isInterrupted
    }

    package var limit: LoadLimit { LoadLimit(result) }

    package var seconds: Double { result.elapsed / .seconds(1) }

    /// CPU time of the client in microseconds for each completed request; 0 without one.
    package var userCPU: Double { perRequest(result.userTime) }
    package var systemCPU: Double { perRequest(result.systemTime) }

    private func perRequest(_ time: Duration) -> Double {
        result.completed > 0 ? time / .microseconds(1) / Double(result.completed) : 0
    }

    /// libcurl's settings, if it carried the requests.
    var curl: CurlSettings? {
        guard case .curl(let settings) = plan.engine else { return nil }
        return settings
    }

    /// The rate that an open loop was to keep; nil for a closed one.
    var offeredRate: Double? {
        guard case .open(let rate, _) = plan.pacing else { return nil }
        return rate
    }
}
