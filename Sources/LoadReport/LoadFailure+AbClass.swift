import Load

extension LoadFailure {
    /// The classes of ab's line below `Failed requests`.
    enum AbClass: String, CaseIterable {
        case connect = "Connect"
        case receive = "Receive"
        case length = "Length"
        case exceptions = "Exceptions"
    }

    /// Where ab would count the failure; what ab knows nothing of is an exception.
    var abClass: AbClass {
        switch self {
        case .connectRefused, .connectUnreachable, .connectTimeout, .connectOther, .noLocalPort, .noDescriptor,
            .tlsHandshake:
            .connect
        case .resetBeforeFirstByte, .resetAfterFirstByte: .receive
        case .shortBody, .unexpectedLength: .length
        case .responseTimeout, .malformedResponse, .unexpectedStatus: .exceptions
        }
    }
}
