/// How a verdict compares with the API's text and with what the controller is declared to do.
package struct Judgement: Equatable, Sendable {
    /// As the API's text asks.
    package var isRight: Bool
    /// As the controller is declared to do.
    package var isDeclared: Bool
    /// Why a declared verdict is not the API's, or what else is wrong.
    package var reason: String?

    package init(isRight: Bool, isDeclared: Bool, reason: String? = nil) {
        self.isRight = isRight
        self.isDeclared = isDeclared
        self.reason = reason
    }

    /// How the verdict is to be reported.
    package enum Kind: String, Sendable {
        /// As the API asks, and as declared.
        case right
        /// Otherwise than the API asks, in a way that is known of the controller.
        case deviation
        /// Otherwise than the controller is declared to do.
        case mismatch
    }

    package var kind: Kind {
        guard isDeclared else { return .mismatch }
        return isRight ? .right : .deviation
    }
}
