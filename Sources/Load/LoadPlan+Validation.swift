extension LoadPlan {
    /// The highest concurrency: as many connections as one destination has ports for, with room to spare.
    package static let maximumConcurrency = 20000
    /// The highest rate of an open loop: a request each microsecond.
    package static let maximumRate = 1_000_000.0
    /// The lowest rate of an open loop: a request each 17 minutes.
    package static let minimumRate = 0.001
    /// The longest window, warm-up, drain or timeout: clocks of nanoseconds hold the sum of several.
    package static let maximumDuration = Duration.seconds(366 * 86_400)
    /// The most records: 4.8 GB.
    package static let maximumRecords = 100_000_000

    /// Says what in the plan cannot be loaded.
    package func validate() throws(LoadError) {
        try validateRequest()
        try require(port > 0, "port 0 is no destination; name the server's port")
        try require(
            (1...LoadPlan.maximumConcurrency).contains(concurrency),
            "concurrency \(concurrency) is not within 1 to \(LoadPlan.maximumConcurrency)"
        )
        try require((1...1024).contains(workers), "\(workers) workers do no work; give 1 to 1024")
        try require(duration > .zero, "the duration \(duration) is not positive")
        try require(warmUp >= .zero, "the warm-up \(warmUp) is negative")
        try require(connectTimeout > .zero, "the connect timeout \(connectTimeout) is not positive")
        try require(responseTimeout > .zero, "the response timeout \(responseTimeout) is not positive")
        for (name, span) in [
            ("duration", duration), ("warm-up", warmUp), ("connect timeout", connectTimeout),
            ("response timeout", responseTimeout), ("drain", drain),
        ] {
            try require(span <= LoadPlan.maximumDuration, "the \(name) \(span) is longer than 366 days")
        }
        try require(maximumRequests ?? 1 > 0, "a bound of \(maximumRequests ?? 0) requests leaves nothing to do")
        if case .limited(let requests) = connections {
            try require(requests > 0, "\(requests) requests a connection are none; give 1 or more")
        }
        if case .open(let rate, _) = pacing {
            try require(
                rate >= LoadPlan.minimumRate && rate <= LoadPlan.maximumRate,
                "a rate of \(rate) requests a second is not within \(LoadPlan.minimumRate) to \(Int(LoadPlan.maximumRate))"
            )
        }
        try require(
            (0...LoadPlan.maximumRecords).contains(recordCapacity),
            "room for \(recordCapacity) records is not within 0 to \(LoadPlan.maximumRecords)"
        )
        try validateEngine()
    }

    private func validateRequest() throws(LoadError) {
        try require(
            !method.isEmpty && method.utf8.allSatisfy(LoadHeader.isToken),
            "the method '\(method)' is not a token (RFC 9110)"
        )
        try require(method != "CONNECT", "CONNECT opens a tunnel, which is no request to load with")
        try require(
            path.utf8.first == UInt8(ascii: "/") || path.hasPrefix("http://"),
            "the path '\(path)' does not begin with '/', nor is it the whole URL that a proxy wants"
        )
        try require(
            path.utf8.allSatisfy { (0x21...0x7e).contains($0) },
            "the path '\(path)' has characters that a request line cannot hold; percent-encode them"
        )
        try require(
            !host.isEmpty && host.utf8.allSatisfy { (0x21...0x7e).contains($0) },
            "the host '\(host)' is not a name or address"
        )
        for header in headers {
            try require(header.isValid, "the header '\(header.name): \(header.value)' is no header line (RFC 9110)")
            let name = header.name.lowercased()
            try require(
                !["connection", "content-length", "transfer-encoding"].contains(name),
                "the header '\(header.name)' frames the message, which the plan decides; leave it out"
            )
        }
    }

    func require(_ holds: Bool, _ sentence: @autoclosure () -> String) throws(LoadError) {
        guard holds else { throw LoadError("could not load \(address):\(port): \(sentence())") }
    }
}
