/// How the times lie between the requests of an open loop.
package enum Arrivals: String, Codable, Sendable {
    /// Exponentially distributed, as of many clients that know nothing of each other.
    ///
    /// Such requests find the node as it is on average (Wolff, Poisson Arrivals See Time Averages, Operations Research 1982); ones at
    /// even distances may stay in step with its timer ticks. Both arms of a quad get the same draw.
    case poisson
}
