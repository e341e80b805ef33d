/// Why a report could not be written or drawn: one sentence with operation, object, cause and remedy.
package struct ReportError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: Sendable {
        /// gnuplot is not there; all but the pictures is written. Exit status 6.
        case missingCapability
        case failed
    }

    package var kind: Kind
    package var description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
