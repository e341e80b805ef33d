/// Why a question about policies has no answer that an experiment could use.
///
/// The description is one sentence: what was wanted, why it cannot be had, what to do.
package struct PolicyError: Error, Equatable, Sendable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}
