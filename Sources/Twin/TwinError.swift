package import Linux

/// Why a twin can not be had or can not go on: one sentence with operation, object, cause and remedy.
package struct TwinError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// Something that the machine lacks: exit status 6.
        case missingCapability
        /// The plan contradicts itself.
        case badPlan
        case failed
    }

    package var kind: Kind
    package var description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    package init(_ error: EnclosureError) {
        self.init(error.kind == .missingCapability ? .missingCapability : .failed, error.description)
    }

    package init(_ error: SystemError, remedy: String) {
        self.init(.failed, "\(error); \(remedy)")
    }

    /// Runs `body`; what the system refuses becomes an error with `remedy`.
    static func wrapping<Value>(
        _ remedy: String,
        _ body: () throws(SystemError) -> Value
    ) throws(TwinError) -> Value {
        do throws(SystemError) {
            return try body()
        } catch {
            throw TwinError(error, remedy: remedy)
        }
    }
}
