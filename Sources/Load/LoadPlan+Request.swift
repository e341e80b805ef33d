extension LoadPlan {
    /// The request's bytes, the same for every request.
    var requestBytes: [UInt8] {
        let connection = connections == .perRequest ? "close" : "keep-alive"
        let text =
            "GET \(path) HTTP/1.1\r\nHost: \(host)\r\nUser-Agent: npbench\r\nAccept: */*\r\nConnection: \(connection)\r\n\r\n"
        return Array(text.utf8)
    }

    /// The highest concurrency: as many connections as one destination has ports for, with room to spare.
    package static let maximumConcurrency = 20000

    /// Says what in the plan cannot be loaded.
    func validate() throws(LoadError) {
        func require(_ holds: Bool, _ sentence: @autoclosure () -> String) throws(LoadError) {
            guard holds else { throw LoadError("could not load \(address):\(port): \(sentence())") }
        }
        try require(port > 0, "port 0 is no destination; name the server's port")
        try require(
            (1...LoadPlan.maximumConcurrency).contains(concurrency),
            "concurrency \(concurrency) is not within 1 to \(LoadPlan.maximumConcurrency)"
        )
        try require(workers > 0, "\(workers) workers do no work; give 1 or more")
        try require(duration > .zero, "the duration \(duration) is not positive")
        try require(connectTimeout > .zero, "the connect timeout \(connectTimeout) is not positive")
        try require(responseTimeout > .zero, "the response timeout \(responseTimeout) is not positive")
        try require(maximumRequests ?? 1 > 0, "a bound of \(maximumRequests ?? 0) requests leaves nothing to do")
        try require(path.utf8.first == UInt8(ascii: "/"), "the path '\(path)' does not begin with '/'")
        try require(
            path.utf8.allSatisfy { (0x21...0x7e).contains($0) },
            "the path '\(path)' has characters that a request line cannot hold; percent-encode them"
        )
        try require(
            !host.isEmpty && host.utf8.allSatisfy { (0x21...0x7e).contains($0) },
            "the host '\(host)' is not a name or address"
        )
    }
}
