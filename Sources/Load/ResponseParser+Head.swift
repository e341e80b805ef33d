extension ResponseParser {
    /// The headers that frame a message.
    enum Header: UInt8 {
        case contentLength, connection, transferEncoding

        var name: StaticString {
            switch self {
            case .contentLength: "content-length"
            case .connection: "connection"
            case .transferEncoding: "transfer-encoding"
            }
        }
    }

    /// The tokens that matter in the values of `Connection` and `Transfer-Encoding`.
    enum Token: UInt8 {
        case none, close, keepAlive, chunked

        var text: StaticString {
            switch self {
            case .none: ""
            case .close: "close"
            case .keepAlive: "keep-alive"
            case .chunked: "chunked"
            }
        }
    }

    mutating func takeStatusLine(_ byte: UInt8) {
        switch step {
        case .version:
            let version: StaticString = "HTTP/1."
            guard byte == version.utf8Start[Int(position)] else { return step = .malformed }
            position += 1
            if position == version.utf8CodeUnitCount { step = .minorVersion }
        case .minorVersion:
            guard let digit = Byte.digit(byte) else { return step = .malformed }
            isVersion10 = digit == 0
            step = .versionEnd
        case .versionEnd:
            guard byte == Byte.space else { return step = .malformed }
            position = 0
            step = .status
        case .status:
            guard let digit = Byte.digit(byte), position > 0 || digit > 0 else { return step = .malformed }
            status = status * 10 + UInt16(digit)
            position += 1
            if position == 3 { step = .statusEnd }
        default:
            switch byte {
            case Byte.space, Byte.carriageReturn: step = .skippedLine
            case Byte.lineFeed: step = .lineStart
            default: step = .malformed
            }
        }
    }

    mutating func takeHeader(_ byte: UInt8) {
        switch step {
        case .lineStart: takeLineStart(byte)
        case .name: takeName(byte)
        case .lengthStart, .length, .lengthEnd: takeLength(byte)
        case .token: takeToken(byte)
        case .valueEnd: step = byte == Byte.lineFeed ? .lineStart : .malformed
        default:
            guard byte == Byte.lineFeed else { return step = .malformed }
            endHead()
        }
    }

    private mutating func takeLineStart(_ byte: UInt8) {
        position = 1
        switch Byte.lowercased(byte) {
        case 0x63:  // c
            header = .contentLength
            step = .name
        case 0x74:  // t
            header = .transferEncoding
            step = .name
        case Byte.carriageReturn: step = .headEnd
        case Byte.lineFeed: endHead()
        // A folded line would hide a value from us (RFC 9112, section 5.2); a line without a name is none.
        case Byte.space, Byte.tab, Byte.colon: step = .malformed
        default: step = .skippedLine
        }
    }

    private mutating func takeName(_ byte: UInt8) {
        let name = header.name
        guard position < name.utf8CodeUnitCount else { return endName(byte) }
        let letter = Byte.lowercased(byte)
        if letter == name.utf8Start[Int(position)] {
            position += 1
        } else if header == .contentLength, position == 3, letter == 0x6e {  // "con", then n, not t
            header = .connection
            position += 1
        } else {
            step = byte == Byte.lineFeed ? .lineStart : .skippedLine
        }
    }

    private mutating func endName(_ byte: UInt8) {
        switch byte {
        case Byte.colon:
            number = 0
            beginToken()
            if header == .transferEncoding { hasTransferEncoding = true }
            step = header == .contentLength ? .lengthStart : .token
        // RFC 9112, section 5.1: no space between name and colon; such a length would be a matter of opinion.
        case Byte.space, Byte.tab: step = .malformed
        case Byte.lineFeed: step = .lineStart
        default: step = .skippedLine
        }
    }

    private mutating func takeLength(_ byte: UInt8) {
        if step != .lengthEnd, let digit = Byte.digit(byte) {
            let (tens, over) = number.multipliedReportingOverflow(by: 10)
            let (sum, above) = tens.addingReportingOverflow(UInt64(digit))
            number = sum
            step = over || above ? .malformed : .length
            return
        }
        switch byte {
        case Byte.space, Byte.tab:
            if step == .length { step = .lengthEnd }
        case Byte.carriageReturn where step != .lengthStart:
            endLength()
            if step != .malformed { step = .valueEnd }
        case Byte.lineFeed where step != .lengthStart:
            endLength()
            if step != .malformed { step = .lineStart }
        default: step = .malformed
        }
    }

    mutating func endLength() {
        if hasLength, remaining != number { return step = .malformed }
        hasLength = true
        remaining = number
    }

    private mutating func beginToken() {
        token = .none
        position = 0
    }

    private mutating func takeToken(_ byte: UInt8) {
        switch byte {
        case Byte.space, Byte.tab, Byte.comma: endToken()
        case Byte.carriageReturn:
            endToken()
            step = .valueEnd
        case Byte.lineFeed:
            endToken()
            step = .lineStart
        default:
            let letter = Byte.lowercased(byte)
            if position == 0 {
                token = firstToken(letter)
                // Only the last coding frames the body.
                if header == .transferEncoding { isChunked = false }
            } else if position >= token.text.utf8CodeUnitCount || letter != token.text.utf8Start[Int(position)] {
                token = .none
            }
            // Saturates: a token longer than any we know is none of them.
            if position < UInt8.max { position += 1 }
        }
    }

    private func firstToken(_ letter: UInt8) -> Token {
        switch (header, letter) {
        case (.connection, 0x63): .close  // c
        case (.connection, 0x6b): .keepAlive  // k
        case (.transferEncoding, 0x63): .chunked  // c
        default: .none
        }
    }

    private mutating func endToken() {
        if token != .none, position == token.text.utf8CodeUnitCount {
            switch token {
            case .close: saysClose = true
            case .keepAlive: saysKeepAlive = true
            case .chunked: isChunked = true
            case .none: break
            }
        }
        beginToken()
    }

    /// Decides how the body is framed (RFC 9112, section 6.3).
    mutating func endHead() {
        guard !isOverlong else { return step = .malformed }
        if (100...199).contains(status), status != 101 {
            // An interim response; the final one follows. `lineBytes` stays, so that their number is bounded.
            let bytes = lineBytes
            self = ResponseParser(expectsBody: expectsBody)
            lineBytes = bytes
            return
        }
        switch status {
        case 101:
            endsWithConnection = true
            step = .complete
        case 204, 304:
            step = .complete
        case _ where !expectsBody:
            step = .complete
        default:
            if hasTransferEncoding {
                // With both, a length may be an attack on whoever believes it: the connection is not used again.
                endsWithConnection = hasLength || !isChunked
                step = isChunked ? .chunkSizeStart : .bodyUntilClose
                lineBytes = 0
            } else if hasLength {
                step = remaining > 0 ? .body : .complete
            } else {
                endsWithConnection = true
                step = .bodyUntilClose
            }
        }
    }
}
