/// A ruleset that no kernel would take, or that cannot be laid over another.
package struct RulesetError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, such as `chain KUBE-X of table nat`.
    package var object: String
    package var cause: String
    package var remedy: String

    package init(object: String, cause: String, remedy: String) {
        self.object = object
        self.cause = cause
        self.remedy = remedy
    }

    package var description: String { "the ruleset cannot be used: \(object) \(cause); \(remedy)" }
}
