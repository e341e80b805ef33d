import CCurl

/// One HTTP request, made on a connection of its own and answered whole.
package struct HTTPRequest: Sendable {
    package enum Method: Sendable {
        case get
        case post([UInt8])
    }

    package var url: String
    package var method: Method
    /// Each as `Name: value`.
    package var headers: [String]
    /// Local address to connect from; nil lets the kernel choose.
    package var source: String?
    package var connectTimeout: Duration
    /// For the whole transfer, the connect included.
    package var timeout: Duration
    /// The most bytes of body to take; a longer one is an error.
    package var bodyLimit: Int

    package init(
        _ method: Method = .get,
        url: String,
        headers: [String] = [],
        source: String? = nil,
        connectTimeout: Duration = .seconds(1),
        timeout: Duration = .seconds(2),
        bodyLimit: Int = 1 << 24
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.source = source
        self.connectTimeout = connectTimeout
        self.timeout = timeout
        self.bodyLimit = bodyLimit
    }

    /// Makes the request and returns the response, whatever its status.
    ///
    /// Blocks for `timeout` at most. Proxies of the environment are not used. Throws when there is no response.
    package func send() throws(CurlError) -> HTTPResponse {
        let handle = try prepared()
        try handle.perform(operation: operation)
        return HTTPResponse(status: handle.status, body: handle.responseBody)
    }

    /// What is tried, as the verb of a sentence.
    var operation: String {
        let origin = source.map { " from \($0)" } ?? ""
        return switch method {
        case .get: "GET \(url)\(origin)"
        case .post: "POST \(url)\(origin)"
        }
    }

    /// A handle with every option set.
    func prepared() throws(CurlError) -> CurlHandle {
        var handle = try CurlHandle(bodyLimit: bodyLimit)
        try handle.set(.url, url)
        try handle.set(.protocols, "http,https")
        try handle.set(.noProxy, "*")
        try handle.set(.noSignal, 1)
        try handle.set(.freshConnect, 1)
        try handle.set(.forbidReuse, 1)
        try handle.set(.connectTimeoutMilliseconds, connectTimeout.milliseconds)
        try handle.set(.timeoutMilliseconds, timeout.milliseconds)
        try handle.set(headers: headers)
        if let source { try handle.set(.source, "host!\(source)") }
        if case .post(let body) = method {
            try handle.set(postBody: body)
        }
        return handle
    }
}

extension Duration {
    /// Whole milliseconds, at least 1: to libcurl, 0 means no limit.
    fileprivate var milliseconds: Int {
        let (seconds, attoseconds) = components
        let bounded = min(max(0, seconds), 1_000_000)
        return max(1, Int(bounded) * 1000 + Int(max(0, attoseconds) / 1_000_000_000_000_000))
    }
}
