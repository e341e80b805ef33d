/// A way to break the twin on purpose: the negative controls of the experiment (`run --fault`).
///
/// A run with any of these must end as invalid, with every sample of the broken arm void; one that draws a curve has
/// been measuring nothing.
package enum Fault: String, Sendable, CaseIterable {
    /// A set that the controller's rules name is not loaded, so that the kernel refuses the arm's table.
    case setMissing = "set-missing"
    /// The arm's table has a rule that no kernel knows, so that its restore fails.
    case restoreFails = "restore-fails"
    /// The policy in the kernel selects other pods than the test pods.
    case policyMisses = "policy-misses"
    /// Switching to `on` leaves the rules of `off` where they are.
    case stuckOff = "stuck-off"
    /// The node's connection-tracking table is full of strangers' connections.
    case conntrackFull = "conntrack-full"
}
