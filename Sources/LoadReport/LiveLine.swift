/// What a terminal shows of a load under way: one line, drawn again every moment.
package struct LiveLine: Sendable {
    /// How far the load was at a moment, in seconds since it began.
    package struct Reading: Sendable {
        package var seconds: Double
        package var completed: Int
        package var failed: Int
        /// Microseconds.
        package var p99: Double

        package init(seconds: Double, completed: Int, failed: Int, p99: Double) {
            self.seconds = seconds
            self.completed = completed
            self.failed = failed
            self.p99 = p99
        }
    }

    /// The window's length and bound on requests, as far as there are such.
    private let length: Double?
    private let requests: Int?
    /// Readings of the last second, the earliest first.
    private var recent: [Reading] = []

    package init(length: Double?, requests: Int?) {
        self.length = length
        self.requests = requests
    }

    /// Takes a reading and says what to show.
    package mutating func text(_ reading: Reading) -> String {
        recent.append(reading)
        // The last that is a second old or more stays, to count from.
        while recent.count > 2, reading.seconds - recent[1].seconds >= 1 { recent.removeFirst() }
        let span = reading.seconds - recent[0].seconds
        let rate = span > 0 ? Double(reading.completed - recent[0].completed) / span : 0
        var parts = [
            "\(FixedPoint.text(rate, 0)) requests/s", "p99 \(FixedPoint.text(reading.p99 / 1000)) ms",
            "\(reading.failed) failed",
        ]
        if let remaining = remaining(reading) { parts.append(remaining) }
        return parts.joined(separator: ", ")
    }

    private func remaining(_ reading: Reading) -> String? {
        let requestsLeft = requests.map { max(0, $0 - reading.completed - reading.failed) }
        let secondsLeft = length.map { max(0, $0 - reading.seconds) }
        let parts = [
            requestsLeft.map { "\($0) requests" }, secondsLeft.map { "\(FixedPoint.text($0, 0)) s" },
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " or ") + " left"
    }
}
