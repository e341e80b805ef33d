import Firewall
import Linux
import Twin

/// Why cases cannot be played: one sentence with operation, object, cause and remedy.
package struct ConformanceError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: Sendable {
        /// Something that the machine lacks: exit status 6.
        case missingCapability
        /// A case was asked for that does not exist: a usage error.
        case unknownName
        case failed
        case interrupted
    }

    package var kind: Kind
    package var description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    init(_ error: TwinError) {
        self.init(error.kind == .missingCapability ? .missingCapability : .failed, error.description)
    }

    init(_ error: FirewallError) {
        self.init(error.kind == .missingProgram ? .missingCapability : .failed, error.description)
    }

    init(_ error: SystemError) {
        self.init(.failed, "\(error); see that the machine has memory and descriptors to spare")
    }
}
