/// Why a history could not be read or written: one sentence with operation, object, cause and remedy.
package struct HistoryError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: Sendable {
        /// There is no such history, or nothing in it to compare with. Exit status 5.
        case missing
        /// What was given cannot go into a history, or does not belong there.
        case unsuitable
        case failed
    }

    package var kind: Kind
    package var description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
