/// What every transfer of a `CurlMulti` is: one request, made again and again.
package struct CurlTransferSetup: Sendable {
    package enum Version: Sendable {
        case http1
        /// Negotiated over TLS, with prior knowledge in clear text; an answer in another version is no answer.
        case http2
    }

    /// Which connections the transfers go over.
    package enum Connections: Sendable {
        /// A new one for each transfer.
        case fresh
        /// Each transfer has a connection of its own, and uses it again.
        case own
        /// All transfers share as few as the server's limit of streams allows; HTTP/2 only.
        case shared
    }

    /// Scheme and authority; the certificate must be valid for the latter.
    package var url: String
    /// The request target, verbatim.
    package var target: String
    package var method: String
    /// Header lines beside those that libcurl makes: on a connection that will carry another request, and on one that will not.
    package var keepingHeaders: [String]
    package var closingHeaders: [String]
    package var body: [UInt8]?
    /// Where connections go to, in dots.
    package var address: String
    package var port: UInt16
    /// Local addresses to bind in turn, in host byte order; empty lets the kernel choose.
    package var sources: [UInt32] = []
    package var version: Version
    package var connections: Connections
    package var isSecure: Bool
    package var verifiesServer = true
    /// A PEM file; nil for the system's authorities.
    package var authorities: String?
    package var certificate: String?
    package var key: String?

    package init(
        url: String,
        target: String,
        method: String,
        keepingHeaders: [String],
        closingHeaders: [String],
        body: [UInt8]?,
        address: String,
        port: UInt16,
        version: Version,
        connections: Connections,
        isSecure: Bool
    ) {
        self.url = url
        self.target = target
        self.method = method
        self.keepingHeaders = keepingHeaders
        self.closingHeaders = closingHeaders
        self.body = body
        self.address = address
        self.port = port
        self.version = version
        self.connections = connections
        self.isSecure = isSecure
    }
}
