/// Why a request failed: the phase it was in and the cause.
package enum LoadFailure: String, Sendable, CaseIterable {
    case connectRefused = "connect-refused"
    case connectUnreachable = "connect-unreachable"
    case connectTimeout = "connect-timeout"
    case connectOther = "connect-other"
    /// EADDRNOTAVAIL: the client has no free port towards the destination.
    case noLocalPort = "no-local-port"
    /// EMFILE or ENFILE.
    case noDescriptor = "no-descriptor"
    case resetBeforeFirstByte = "reset-before-first-byte"
    case resetAfterFirstByte = "reset-after-first-byte"
    case responseTimeout = "response-timeout"
    /// The server closed before the response's announced end.
    case shortBody = "short-body"
    case malformedResponse = "malformed-response"
    case unexpectedStatus = "unexpected-status"
}
