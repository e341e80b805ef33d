package import Results

/// How far a run is.
package struct Progress: Equatable, Sendable {
    package enum Activity: Sendable {
        /// The testbed comes up at `scale`.
        case preparing
        /// An unmeasured load of each arm.
        case warmingUp
        case measuring
    }

    package var activity: Activity
    package var scale: Scale
    /// Treatment and level of the sample just taken; nil before a scale's first.
    package var treatment: Treatment?
    package var concurrency: Int?
    /// Requests per second of the sample just taken.
    package var lastQueriesPerSecond: Double?
    /// Whether they came as fast as they were answered.
    package var isClosedLoop: Bool
    /// Samples that count so far, of the whole run; it goes back when a quad is void.
    package var done: Int
    package var total: Int
    /// Quads begun and voided, in the whole run.
    package var voidedQuads: Int
    /// Time left, from the pace so far.
    package var remainingSeconds: Double
}
