import Glibc

/// Lines that are whole in the buffer and of the usual form, many bytes at a time.
///
/// Nearly all lines are. What looks otherwise is left to the machine that goes byte by byte: both must come to the same,
/// which fuzzing holds them to, as the machine alone takes a response that comes in single bytes.
extension ResponseParser {
    /// `HTTP/1.1 200 ` and its like.
    private static let statusBytes = 13

    /// Takes the status line up to its reason; 0 if it is none of the usual form.
    @inline(__always)
    mutating func takeUsualStatus(_ bytes: UnsafeRawPointer, count: Int) -> Int {
        guard count >= ResponseParser.statusBytes, position == 0 else { return 0 }
        let version = bytes.loadUnaligned(as: UInt64.self)
        let isOldest = version == ResponseParser.word("HTTP/1.0")
        guard isOldest || version == ResponseParser.word("HTTP/1.1") else { return 0 }
        let hundreds = ResponseParser.byte(bytes, 9) &- 0x30
        let tens = ResponseParser.byte(bytes, 10) &- 0x30
        let ones = ResponseParser.byte(bytes, 11) &- 0x30
        guard ResponseParser.byte(bytes, 8) == Byte.space, hundreds &- 1 <= 8, tens <= 9, ones <= 9,
            ResponseParser.byte(bytes, 12) == Byte.space
        else { return 0 }
        isVersion10 = isOldest
        status = UInt16(hundreds) &* 100 &+ UInt16(tens) &* 10 &+ UInt16(ones)
        position = 3
        lineBytes &+= ResponseParser.statusBytes
        step = .skippedLine
        return ResponseParser.statusBytes
    }

    /// Takes header lines from `start` on and returns where it stopped: at the end, after the head, or at a line that it leaves.
    mutating func takeUsualLines(_ bytes: UnsafeRawPointer, from start: Int, count: Int) -> Int {
        var at = start
        while at < count {
            let line = bytes + at
            let left = count &- at
            var taken = 0
            switch ResponseParser.byte(line, 0) {
            case Byte.carriageReturn:
                guard left >= 2, ResponseParser.byte(line, 1) == Byte.lineFeed else { return at }
                lineBytes &+= 2
                endHead()
                return at &+ 2
            case Byte.lineFeed, Byte.space, Byte.tab, Byte.colon: return at
            case 0x43, 0x63: taken = takeFramingLine(line, count: left)  // C, c
            case 0x54, 0x74:  // T, t
                // Transfer-Encoding is rare.
                guard left >= 2, ResponseParser.byte(line, 1) | 0x20 != 0x72 else { return at }
                taken = lineLength(line, count: left)
            default: taken = lineLength(line, count: left)
            }
            guard taken > 0 else { return at }
            lineBytes &+= taken
            at &+= taken
            guard step == .lineStart else { return at }
        }
        return at
    }

    /// The length of the line with its LF; 0 if that has not come.
    @inline(__always)
    private func lineLength(_ line: UnsafeRawPointer, count: Int) -> Int {
        guard let end = memchr(line, Int32(Byte.lineFeed), count) else { return 0 }
        return UnsafeRawPointer(end) - line + 1
    }

    /// Takes a line that begins with C; 0 if it is to be looked at byte by byte.
    @inline(__always)
    private mutating func takeFramingLine(_ line: UnsafeRawPointer, count: Int) -> Int {
        guard count >= 16 else { return 0 }
        // A letter's case is the bit of a space.
        let name = line.loadUnaligned(as: UInt64.self)
        if name | ResponseParser.word("       \0") == ResponseParser.word("content-") {
            let rest = line.loadUnaligned(fromByteOffset: 7, as: UInt64.self) | ResponseParser.word("\0      \0")
            if rest == ResponseParser.word("-length:") { return takeUsualLength(line, count: count) }
            // "Content-Length" without its colon next is for the machine to judge.
            let isLength = rest & ResponseParser.word("\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\0")
            return isLength == ResponseParser.word("-length\0") ? 0 : lineLength(line, count: count)
        }
        if name | ResponseParser.word("        ") == ResponseParser.word("connecti"),
            line.loadUnaligned(fromByteOffset: 3, as: UInt64.self) | ResponseParser.word("       \0")
                == ResponseParser.word("nection:")
        {
            return takeUsualConnection(line, count: count)
        }
        return 0
    }

    /// Takes `Content-Length: DIGITS`; 0 for any other form of its value.
    @inline(__always)
    private mutating func takeUsualLength(_ line: UnsafeRawPointer, count: Int) -> Int {
        var at = 15
        if ResponseParser.byte(line, at) == Byte.space { at &+= 1 }
        let first = at
        var value: UInt64 = 0
        // Sixteen digits do not overflow.
        while at < count, at &- first < 16, let digit = Byte.digit(ResponseParser.byte(line, at)) {
            value = value &* 10 &+ UInt64(digit)
            at &+= 1
        }
        guard at > first, at &+ 2 <= count, ResponseParser.byte(line, at) == Byte.carriageReturn,
            ResponseParser.byte(line, at &+ 1) == Byte.lineFeed
        else { return 0 }
        number = value
        endLength()
        return at &+ 2
    }

    /// Takes `Connection: close` and `Connection: keep-alive`; 0 for any other value.
    @inline(__always)
    private mutating func takeUsualConnection(_ line: UnsafeRawPointer, count: Int) -> Int {
        guard count >= 19 else { return 0 }
        let value = line.loadUnaligned(fromByteOffset: 11, as: UInt64.self)
        if value | ResponseParser.word("\0     \0\0") == ResponseParser.word(" close\r\n") {
            saysClose = true
            return 19
        }
        guard count >= 24, value | ResponseParser.word("\0    \0  ") == ResponseParser.word(" keep-al"),
            line.loadUnaligned(fromByteOffset: 16, as: UInt64.self) | ResponseParser.word("\0     \0\0")
                == ResponseParser.word("-alive\r\n")
        else { return 0 }
        saysKeepAlive = true
        return 24
    }

    @inline(__always)
    private static func byte(_ bytes: UnsafeRawPointer, _ offset: Int) -> UInt8 {
        bytes.load(fromByteOffset: offset, as: UInt8.self)
    }

    /// Eight bytes as the word that a load of them gives.
    @inline(__always)
    private static func word(_ text: StaticString) -> UInt64 {
        UnsafeRawPointer(text.utf8Start).loadUnaligned(as: UInt64.self)
    }
}
