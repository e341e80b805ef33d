extension SampleRecord {
    /// What a sample measured in which requests were due by the clock.
    ///
    /// Times are in microseconds.
    package struct OpenLoop: Codable, Equatable, Sendable {
        /// Requests due a second, on average.
        package var rate: Double
        package var arrivals: Arrivals
        /// Requests that were due in the slice, begun or not.
        package var due: Int
        /// Those that had to wait for a free connection, and those that were never begun.
        package var delayed: Int
        package var unsent: Int
        /// From when a request was due to the last byte of its response.
        package var response: Latency
        /// From when it was due to its begin, of those that found a free connection: the generator's own delay, which `response` holds.
        package var pacingError: Latency

        package init(
            rate: Double,
            arrivals: Arrivals,
            due: Int,
            delayed: Int,
            unsent: Int,
            response: Latency,
            pacingError: Latency
        ) {
            self.rate = rate
            self.arrivals = arrivals
            self.due = due
            self.delayed = delayed
            self.unsent = unsent
            self.response = response
            self.pacingError = pacingError
        }

        /// That of a sample in which nothing could be measured.
        package init(unmeasuredAt rate: Double, _ arrivals: Arrivals) {
            let none = Latency(p50: 0, p90: 0, p99: 0, maximum: 0, mean: 0)
            self.init(
                rate: rate,
                arrivals: arrivals,
                due: 0,
                delayed: 0,
                unsent: 0,
                response: none,
                pacingError: none
            )
        }

        /// The share of the requests due that may lack their response at the slice's end, and how many may in any case: some are always
        /// under way.
        package static let mostMissingShare = 0.05
        package static let mostMissing = 8
    }

    /// Whether requests came at the pace of their responses, so that the sample is one of saturation.
    package var isClosedLoop: Bool { openLoop == nil }

    /// Whether generator, node or pods did not keep up with the rate of an open loop, so that its times are those of a queue that grows.
    ///
    /// Such a sample counts: leaving it out would favour the slower arm.
    package var isBehind: Bool {
        guard let openLoop else { return false }
        let missing = openLoop.due - completed
        return missing > OpenLoop.mostMissing && Double(missing) > OpenLoop.mostMissingShare * Double(openLoop.due)
    }
}
