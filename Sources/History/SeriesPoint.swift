package import Statistics

/// One run's value in a series over time.
package struct SeriesPoint: Equatable, Sendable {
    package struct Value: Equatable, Sendable {
        package var estimate: Double
        /// 95 %; unknown where the run has none.
        package var interval: Interval

        package init(estimate: Double, interval: Interval) {
            self.estimate = estimate
            self.interval = interval
        }

        static let none = Value(estimate: .nan, interval: .unknown)
    }

    package var entry: Int64
    /// Wall-clock start of the run, ISO 8601 in UTC: points are in this order.
    package var started: String
    package var revision: String
    package var value: Value

    package init(entry: Int64, started: String, revision: String, value: Value) {
        self.entry = entry
        self.started = started
        self.revision = revision
        self.value = value
    }
}
