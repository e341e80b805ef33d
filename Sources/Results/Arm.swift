/// What enforces NetworkPolicy on the node while a sample is taken.
package enum Arm: String, Codable, Sendable, CaseIterable {
    /// No controller.
    case off
    /// The controller runs and no policy exists.
    case idle
    /// Controller and policies.
    case on
}
