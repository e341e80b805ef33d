/// Why a load did not take place: one sentence with operation, object, cause and remedy.
///
/// Requests that fail are no errors: they are counted in the result.
package struct LoadError: Error, Sendable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}
