/// What enforces NetworkPolicy on the node while a sample is taken.
package enum Arm: String, Codable, Sendable, CaseIterable {
    /// No controller.
    case off
    /// The controller runs and no policy exists.
    case idle
    /// Controller and policies.
    case on
    /// As `on`, while the controller's sync work is replayed.
    case churn

    /// Whether policies are enforced, so that what they forbid is denied.
    package var enforces: Bool { self == .on || self == .churn }
}
