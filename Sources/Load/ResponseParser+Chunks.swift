extension ResponseParser {
    /// Takes a byte of the lines around the chunks of a body (RFC 9112, section 7.1).
    mutating func takeChunkLine(_ byte: UInt8) {
        switch step {
        case .chunkSizeStart:
            number = 0
            takeChunkDigit(byte)
        case .chunkSize:
            switch byte {
            case Byte.carriageReturn: step = .chunkSizeEnd
            case Byte.lineFeed: endChunkSize()
            case Byte.semicolon, Byte.space, Byte.tab: step = .chunkExtension
            default: takeChunkDigit(byte)
            }
        case .chunkSizeEnd:
            guard byte == Byte.lineFeed else { return step = .malformed }
            endChunkSize()
        case .chunkEnd:
            switch byte {
            case Byte.carriageReturn: step = .chunkEndLine
            case Byte.lineFeed: step = .chunkSizeStart
            default: step = .malformed
            }
        case .chunkEndLine: step = byte == Byte.lineFeed ? .chunkSizeStart : .malformed
        case .trailerStart:
            switch byte {
            case Byte.carriageReturn: step = .trailersEnd
            case Byte.lineFeed: step = .complete
            default: step = .trailer
            }
        default: step = byte == Byte.lineFeed ? .complete : .malformed
        }
    }

    private mutating func takeChunkDigit(_ byte: UInt8) {
        guard let digit = Byte.hexDigit(byte), number <= UInt64.max >> 4 else { return step = .malformed }
        number = number << 4 | UInt64(digit)
        step = .chunkSize
    }

    mutating func endChunkSize() {
        guard !isOverlong else { return step = .malformed }
        lineBytes = 0
        remaining = number
        step = number == 0 ? .trailerStart : .chunk
    }
}
