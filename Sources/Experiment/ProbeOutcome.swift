/// What became of one connection attempt that proves an arm.
package enum ProbeOutcome: String, Sendable, CaseIterable {
    case served
    /// Answered with a reset or an ICMP error.
    case refused
    /// No answer within the wait.
    case silent
}
