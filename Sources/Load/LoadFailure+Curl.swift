import Curl

extension LoadFailure {
    /// The cause of a transfer of libcurl's that did not complete.
    ///
    /// `isReady` says that the connection stood, TLS and all; `hasBegun` that a line of the response came.
    init(_ end: CurlTransferEnd, isReady: Bool, hasBegun: Bool) {
        self =
            switch end {
            case .notConnected(let errno): LoadFailure(connectError: errno)
            case .timedOut: isReady ? .responseTimeout : .connectTimeout
            case .notSecured: .tlsHandshake
            case .lost: hasBegun ? .resetAfterFirstByte : isReady ? .resetBeforeFirstByte : .connectOther
            case .complete, .cutShort: hasBegun ? .shortBody : .resetBeforeFirstByte
            case .malformed: .malformedResponse
            case .failed: isReady ? .malformedResponse : .connectOther
            }
    }
}
