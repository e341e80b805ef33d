import CCurl

/// How a transfer ended.
package enum CurlTransferEnd: Hashable, Sendable {
    /// The response is whole.
    case complete
    /// No connection; the errno, or 0 where nobody knows it.
    case notConnected(errno: CInt)
    /// The kernel gave up.
    case timedOut
    /// TLS found no common ground, or the certificate is not valid for the host.
    case notSecured
    /// The connection ended or failed where a request or a response should have come.
    case lost
    /// The connection ended within the response.
    case cutShort
    /// What came is no response of the version meant.
    case malformed
    /// What libcurl could not do for reasons of its own.
    case failed(code: UInt32)

    /// What libcurl's code means; the transfer's own findings come first.
    init(_ code: CURLcode, _ transfer: borrowing CurlTransfer) {
        self =
            switch code {
            case CURLE_OK: transfer.isHeadWhole ? .complete : .cutShort
            case _ where transfer.verdict != .none: CurlTransferEnd(transfer.verdict)
            case CURLE_COULDNT_CONNECT: .notConnected(errno: transfer.connectError)
            case CURLE_OPERATION_TIMEDOUT: .timedOut
            case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
                CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT,
                CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED:
                .notSecured
            case CURLE_SEND_ERROR, CURLE_RECV_ERROR:
                transfer.wasAlerted ? .notSecured : transfer.isMisframed ? .malformed : .lost
            case CURLE_GOT_NOTHING, CURLE_HTTP2_STREAM: .lost
            case CURLE_PARTIAL_FILE: .cutShort
            case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_HTTP2, CURLE_BAD_CONTENT_ENCODING:
                .malformed
            default: .failed(code: code.rawValue)
            }
    }

    private init(_ verdict: CurlTransfer.Verdict) {
        self =
            switch verdict {
            case .none, .connectionDied: .lost
            case .noConnection: .notConnected(errno: 0)
            case .otherVersion: .malformed
            case .notNegotiated: .notSecured
            }
    }
}
