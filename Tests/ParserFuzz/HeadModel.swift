/// A response's status line and headers, line by line.
struct HeadModel {
    private(set) var status: UInt16 = 0
    private(set) var length: UInt64?
    private(set) var hasTransferEncoding = false
    private(set) var isChunked = false
    private var isVersion10 = false
    private var saysClose = false
    private var saysKeepAlive = false

    /// What version and connection headers say; how the body is framed may say more.
    var keepsAlive: Bool { !saysClose && (!isVersion10 || saysKeepAlive) }

    /// Takes the lines of one head; `complete` after the empty line that ends it.
    mutating func read(_ lines: inout ByteLines) -> ResponseModel.Verdict {
        guard let first = lines.next() else { return .incomplete }
        guard takeStatusLine(first) else { return .malformed }
        while let line = lines.next() {
            if line.withoutReturn.isEmpty { return .complete }
            guard takeHeader(line) else { return .malformed }
        }
        return .incomplete
    }

    /// `HTTP/1.x nnn`, and then nothing, or anything after a space or carriage return.
    private mutating func takeStatusLine(_ line: Line) -> Bool {
        guard line[0..<7].equals("HTTP/1."), let minor = line[7..<8].number(radix: 10), line[8..<9].equals(" "),
            line[9..<12].count == 3, let code = line[9..<12].number(radix: 10), code >= 100
        else { return false }
        isVersion10 = minor == 0
        status = UInt16(code)
        guard let next = line.dropFirst(12).first else { return true }
        return next == UInt8(ascii: " ") || next == UInt8(ascii: "\r")
    }

    private mutating func takeHeader(_ line: Line) -> Bool {
        // A folded line, a line without a name, a carriage return that ends no line.
        guard let first = line.first, !Line.isBlank(first), first != UInt8(ascii: ":"), first != UInt8(ascii: "\r")
        else { return false }
        if let value = line.afterName("content-length") { return takeLength(value) }
        if let value = line.afterName("connection") { return takeConnection(value) }
        if let value = line.afterName("transfer-encoding") { return takeTransferEncoding(value) }
        return true
    }

    private mutating func takeLength(_ value: Line) -> Bool {
        guard let value = value.afterColon else { return value.isOtherName }
        guard let number = value.trimmed.number(radix: 10), length == nil || length == number else { return false }
        length = number
        return true
    }

    private mutating func takeConnection(_ value: Line) -> Bool {
        guard let value = value.afterColon else { return value.isOtherName }
        value.forEachToken {
            if $0.equalsIgnoringCase("close") { saysClose = true }
            if $0.equalsIgnoringCase("keep-alive") { saysKeepAlive = true }
        }
        return !value.contains("\r")
    }

    private mutating func takeTransferEncoding(_ value: Line) -> Bool {
        guard let value = value.afterColon else { return value.isOtherName }
        hasTransferEncoding = true
        // The last coding of all such lines frames the body.
        value.forEachToken { isChunked = $0.equalsIgnoringCase("chunked") }
        return !value.contains("\r")
    }
}
