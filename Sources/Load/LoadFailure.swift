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
    /// The server reset or closed the connection without a byte of response.
    case resetBeforeFirstByte = "reset-before-first-byte"
    case resetAfterFirstByte = "reset-after-first-byte"
    case responseTimeout = "response-timeout"
    /// The server closed within the response: in its head, or before the announced end of its body.
    case shortBody = "short-body"
    case malformedResponse = "malformed-response"
    /// A complete response whose status is not among those expected.
    case unexpectedStatus = "unexpected-status"
    /// A complete response whose body is not of the length expected.
    case unexpectedLength = "unexpected-length"
    /// The TLS handshake failed: a certificate that is not valid for the host, or no common ground.
    case tlsHandshake = "tls-handshake"
}
