/// What libcurl needs to know beyond the plan.
package struct CurlSettings: Hashable, Sendable {
    package enum Scheme: String, Hashable, Sendable {
        case http, https
    }

    package enum Version: Hashable, Sendable {
        case http1
        /// HTTP/2, negotiated over TLS (ALPN) or with prior knowledge in clear text; an answer in HTTP/1.1 is a failure.
        ///
        /// Kept connections are shared: the streams of a worker, one for each of its requests under way, go over one
        /// connection, or as many as the server's limit of streams makes libcurl open. Otherwise a connection has one
        /// stream at a time.
        case http2
    }

    package var scheme: Scheme
    package var version: Version
    /// Whether the server's certificate must be valid for the host.
    package var verifiesServer: Bool
    /// A PEM file of the authorities to trust; nil for the system's.
    package var authorities: String?
    /// PEM files of the client's certificate and its key; nil for none.
    package var certificate: String?
    package var key: String?

    package init(
        scheme: Scheme,
        version: Version = .http1,
        verifiesServer: Bool = true,
        authorities: String? = nil,
        certificate: String? = nil,
        key: String? = nil
    ) {
        self.scheme = scheme
        self.version = version
        self.verifiesServer = verifiesServer
        self.authorities = authorities
        self.certificate = certificate
        self.key = key
    }
}
