/// Why a layout cannot be chosen, or cannot say what its program would write.
package struct LayoutError: Error, Equatable, Sendable {
    /// What kind of remedy the failure asks for.
    package enum Kind: Sendable {
        /// No layout has the name asked for.
        case unknownName
        /// The program exists, but this machine or this version of npbench cannot stand for it.
        case unavailable
        /// The real program cannot program this cluster either, or does it wrongly beyond what rules can show.
        case unsupportedInput
    }

    package let kind: Kind
    /// One sentence: what was asked, of what, why it fails, and what to do.
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}

extension LayoutError: CustomStringConvertible {}
