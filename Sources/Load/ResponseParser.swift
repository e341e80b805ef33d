import Glibc

/// Finds the end of an HTTP/1.1 response in bytes that arrive in any pieces.
///
/// A pure state machine of trivial fields: it neither allocates nor keeps a byte, reads only what frames the message
/// (RFC 9112, section 6) and takes any input. Lines that frame nothing are skipped to their end unread; a bare LF ends
/// a line as CR LF does. One response is expected: bytes after its end are malformed.
package struct ResponseParser: Sendable {
    package enum Progress: UInt8, Sendable {
        case incomplete
        case complete
        case malformed
    }

    /// What the next byte belongs to.
    enum Step: UInt8 {
        case version, minorVersion, versionEnd, status, statusEnd
        case lineStart, name, lengthStart, length, lengthEnd, token, valueEnd, skippedLine, headEnd
        case body, bodyUntilClose
        case chunkSizeStart, chunkSize, chunkSizeEnd, chunkExtension, chunk, chunkEnd, chunkEndLine
        case trailerStart, trailer, trailersEnd
        case complete, malformed
    }

    /// The most bytes of a head, of a chunk's first line, or of trailers; nginx and httpd send at most 8 KiB a line.
    package static let lineLimit = 65536

    var step = Step.version
    /// The header whose name is being matched, or whose value is read.
    var header = Header.contentLength
    /// The token of a `Connection` or `Transfer-Encoding` value that is being matched.
    var token = Token.none
    /// How much of a literal, of the status, of a name or of a token is matched.
    var position: UInt8 = 0
    var isVersion10 = false
    var hasLength = false
    var hasTransferEncoding = false
    var isChunked = false
    var saysClose = false
    var saysKeepAlive = false
    var endsWithConnection = false
    /// The status code; 0 until the status line was read.
    package internal(set) var status: UInt16 = 0
    /// Bytes of the head or line so far, held against `lineLimit`.
    var lineBytes = 0
    /// The number being read.
    var number: UInt64 = 0
    /// Body or chunk bytes still to come.
    var remaining: UInt64 = 0
    /// Bytes of the body so far, chunk lines left out.
    package internal(set) var bodyBytes: UInt64 = 0
    /// Whether a body may follow the head: not after HEAD.
    let expectsBody: Bool

    package init(expectsBody: Bool = true) {
        self.expectsBody = expectsBody
    }

    /// Whether the server will take another request on the connection, once the response is complete.
    package var keepsAlive: Bool {
        guard !saysClose, !endsWithConnection else { return false }
        return !isVersion10 || saysKeepAlive
    }

    /// Takes the next `count` bytes.
    ///
    /// `complete` says that they end with the response's last byte; `malformed` is final.
    package mutating func parse(_ bytes: UnsafeRawPointer, count: Int) -> Progress {
        var at = 0
        while at < count {
            switch step {
            case .skippedLine, .chunkExtension, .trailer:
                at = skipLine(bytes, from: at, count: count)
            case .body, .chunk:
                let taken = min(remaining, UInt64(count - at))
                remaining -= taken
                bodyBytes &+= taken
                at += Int(taken)
                if remaining == 0 { step = step == .body ? .complete : .chunkEnd }
            case .bodyUntilClose:
                bodyBytes &+= UInt64(count - at)
                at = count
            case .complete, .malformed:
                step = .malformed
                return .malformed
            case .version:
                let taken = takeUsualStatus(bytes + at, count: count - at)
                at = taken > 0 ? at + taken : takeByte(bytes, at: at)
            case .lineStart:
                let next = takeUsualLines(bytes, from: at, count: count)
                at = next > at ? next : takeByte(bytes, at: at)
            default: at = takeByte(bytes, at: at)
            }
        }
        if isOverlong { step = .malformed }
        return progress
    }

    /// Takes the end of the connection: `complete` if it ends the response, else `incomplete`, or `malformed` still.
    package mutating func end() -> Progress {
        if step == .bodyUntilClose { step = .complete }
        return progress
    }

    /// Whether the head or line is longer than any server's.
    ///
    /// Asked where one ends, too, so that it does not matter how many bytes came at once.
    var isOverlong: Bool { lineBytes > ResponseParser.lineLimit }

    private var progress: Progress {
        switch step {
        case .complete: .complete
        case .malformed: .malformed
        default: .incomplete
        }
    }

    private mutating func skipLine(_ bytes: UnsafeRawPointer, from start: Int, count: Int) -> Int {
        guard let end = memchr(bytes + start, Int32(Byte.lineFeed), count - start) else {
            lineBytes += count - start
            return count
        }
        let next = UnsafeRawPointer(end) - bytes + 1
        lineBytes += next - start
        switch step {
        case .chunkExtension: endChunkSize()
        case .trailer: step = .trailerStart
        default: step = .lineStart
        }
        return next
    }

    private mutating func takeByte(_ bytes: UnsafeRawPointer, at: Int) -> Int {
        lineBytes += 1
        take(bytes.load(fromByteOffset: at, as: UInt8.self))
        return at + 1
    }

    private mutating func take(_ byte: UInt8) {
        switch step {
        case .version, .minorVersion, .versionEnd, .status, .statusEnd: takeStatusLine(byte)
        case .lineStart, .name, .lengthStart, .length, .lengthEnd, .token, .valueEnd, .headEnd: takeHeader(byte)
        default: takeChunkLine(byte)
        }
    }
}
