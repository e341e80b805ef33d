/// A packet filter that could not be written, read, or is not what it should be.
package struct FirewallError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What a caller may want to tell apart.
    package enum Kind: Sendable {
        /// A program is not installed.
        case missingProgram
        /// The kernel, or the program that talks to it, would not take the rules or sets.
        case refused
        /// What the kernel holds is not what was meant, or could not be understood.
        case mismatch
        /// A system call failed.
        case system
    }

    package var kind: Kind
    /// What was tried, on what: `replace table nat`.
    package var operation: String
    package var cause: String
    package var remedy: String

    package init(_ kind: Kind, _ operation: String, cause: String, remedy: String) {
        self.kind = kind
        self.operation = operation
        self.cause = cause
        self.remedy = remedy
    }

    package var description: String { "could not \(operation): \(cause); \(remedy)" }
}
