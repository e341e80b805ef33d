/// Why a result file can not be written or read: one sentence with operation, object, cause and remedy.
package struct ResultsError: Error, Equatable, Sendable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}
