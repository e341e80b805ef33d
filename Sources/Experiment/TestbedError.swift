/// Why a testbed can not go on: one sentence with operation, object, cause and remedy.
package struct TestbedError: Error, Sendable, CustomStringConvertible {
    package enum Kind: Sendable {
        /// Something that the machine lacks: exit status 6.
        case missingCapability
        /// An arm could not be programmed or proven: exit status 7.
        case unproven
        case failed
        case interrupted
    }

    package var kind: Kind
    package var description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
