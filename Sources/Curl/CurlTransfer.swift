import CCurl
import Glibc
import Linux

/// One of a `CurlMulti`'s transfers: its easy handle, and what libcurl's callbacks saw of the request under way.
///
/// Trivial, so that a slab of them is raw memory, whose addresses the callbacks have. Times are nanoseconds of
/// `MonotonicClock`.
package struct CurlTransfer {
    /// Why one of our own callbacks ended the transfer.
    enum Verdict: UInt8 {
        case none
        /// A kept connection died under the request; libcurl would try again by itself.
        case connectionDied
        /// The response is of another version of HTTP.
        case otherVersion
        /// The server did not agree to the version within TLS.
        case notNegotiated
        /// There is no connection, and the transfer was not to open one.
        case noConnection
    }

    let easy: EasyHandle
    let context: UnsafeMutablePointer<MultiContext>
    let number: Int
    /// libcurl's words on a failure.
    let errorText: UnsafeMutablePointer<CChar>
    /// The transfer's own cache of connections; nil where they are shared.
    var share: UnsafeMutableRawPointer?
    /// Whether the handle is set to close the connection after the request.
    package internal(set) var isSetToClose = false

    /// Whether the transfer may open a connection; false for HTTP/2 in clear text while it looks for one that stands.
    ///
    /// libcurl before 8.0 switches to HTTP/2 anew on a connection that it uses again with prior knowledge, and spoils it
    /// (curl commit cbe9d82c22). So prior knowledge is for transfers that open a connection, and for no others.
    var mayOpen = true

    /// Whether libcurl says in words what it does with the transfer.
    var isTelling = false

    /// Whether libcurl has the transfer.
    package internal(set) var isUnderWay = false
    /// When the connection, TLS and all, could carry the request; 0 until it could.
    package internal(set) var readyAt: UInt64 = 0
    /// When the first line of the response was there; 0 until it was.
    package internal(set) var firstByteAt: UInt64 = 0
    /// Whether the transfer opened a connection.
    package internal(set) var hasConnected = false
    /// Whether a connection that the transfer opened has ended.
    package internal(set) var hasClosed = false
    /// Whether the server will take another request on the connection, by its own words.
    package internal(set) var keepsAlive = true
    package internal(set) var status: UInt16 = 0
    package internal(set) var headBytes = 0
    package internal(set) var bodyBytes = 0
    package internal(set) var end = CurlTransferEnd.complete
    /// A connection that libcurl is done with and that the server is to close first; -1 for none.
    package internal(set) var heldDescriptor: CInt = -1

    var isHeadWhole = false
    var hasFailedToSend = false
    var verdict = Verdict.none
    /// The errno of a socket that could not be opened or bound; 0 for none.
    var socketError: CInt = 0

    init(
        easy: EasyHandle,
        context: UnsafeMutablePointer<MultiContext>,
        number: Int,
        errorText: UnsafeMutablePointer<CChar>
    ) {
        self.easy = easy
        self.context = context
        self.number = number
        self.errorText = errorText
    }

    /// Forgets the request before.
    mutating func reset() {
        readyAt = 0
        firstByteAt = 0
        hasConnected = false
        hasClosed = false
        keepsAlive = true
        status = 0
        headBytes = 0
        bodyBytes = 0
        isHeadWhole = false
        hasFailedToSend = false
        verdict = .none
        socketError = 0
        errorText[0] = 0
    }

    /// Whether the request went out, as far as one can tell.
    package var isSent: Bool { readyAt != 0 && !hasFailedToSend }

    /// The errno that kept the transfer from a connection; 0 where nobody knows it.
    var connectError: CInt {
        socketError != 0 ? socketError : CInt(clamping: easy.number(CURLINFO_OS_ERRNO))
    }

    /// Whether what libcurl calls a failed read was a chunk, or a frame of HTTP/2, that is none.
    var isMisframed: Bool {
        strstr(errorText, "chunked-encoding") != nil || strstr(errorText, "nghttp2_session_mem_recv") != nil
    }

    /// Whether the peer ended a TLS 1.3 handshake that was over on our side: it says what it makes of our certificate later.
    var wasAlerted: Bool {
        context.pointee.isSecure && firstByteAt == 0 && strstr(errorText, " alert ") != nil
    }
}
