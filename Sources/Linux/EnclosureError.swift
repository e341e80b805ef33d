/// Why a namespace, or a process or thread that lives in one, could not be had: one sentence with cause and remedy.
package struct EnclosureError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// The machine does not grant what is needed: exit status 6.
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
