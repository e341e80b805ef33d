@testable import Load

/// What RFC 9112 and the parser's own promises make of a response, told with all bytes at hand.
///
/// It goes by lines where the parser goes by bytes, and keeps nothing between calls, so that the two share no mistake.
struct ResponseModel {
    enum Verdict {
        /// Something is missing, perhaps the end of a line that is wrong already.
        case incomplete
        /// Only the connection's end ends the body.
        case untilClose
        case complete
        case malformed
    }

    private(set) var verdict = Verdict.incomplete
    private(set) var head = HeadModel()
    private(set) var keepsAlive = false
    private(set) var bodyBytes: UInt64 = 0
    /// Bytes that the body or chunk lacks.
    private(set) var missing: UInt64 = 0

    private var lines: ByteLines
    /// Where what the limit holds for began: the head, the lines between two chunks, the trailers.
    private var sectionStart = 0

    init(_ bytes: UnsafeRawBufferPointer, expectsBody: Bool) {
        lines = ByteLines(bytes)
        verdict = judge(expectsBody)
        if isOverlong { verdict = .malformed }
    }

    private mutating func judge(_ expectsBody: Bool) -> Verdict {
        repeat {
            head = HeadModel()
            let verdict = head.read(&lines)
            guard verdict == .complete else { return verdict }
        } while head.status < 200 && head.status != 101
        if isOverlong { return .malformed }

        keepsAlive = head.keepsAlive && head.status != 101
        if head.status == 101 || head.status == 204 || head.status == 304 || !expectsBody { return end() }
        if head.hasTransferEncoding, head.isChunked {
            // Whoever sends a length as well is not trusted with another request.
            keepsAlive = keepsAlive && head.length == nil
            return judgeChunks()
        }
        if !head.hasTransferEncoding, let length = head.length {
            return skipBody(length) ? end() : .incomplete
        }
        keepsAlive = false
        _ = skipBody(.max)
        return .untilClose
    }

    private mutating func judgeChunks() -> Verdict {
        sectionStart = lines.position
        while let line = lines.next() {
            guard let size = chunkSize(line), !isOverlong else { return .malformed }
            sectionStart = lines.position
            if size == 0 { return judgeTrailers() }
            guard skipBody(size) else { return .incomplete }
            _ = lines.skip("\r")
            if lines.left == 0 { return .incomplete }
            guard lines.skip("\n") else { return .malformed }
        }
        return .incomplete
    }

    private mutating func judgeTrailers() -> Verdict {
        while let line = lines.next() {
            if line.withoutReturn.isEmpty { return end() }
            if line.first == UInt8(ascii: "\r") { return .malformed }
        }
        return .incomplete
    }

    /// The number before a chunk's extensions, which are anything after a semicolon or white space.
    private func chunkSize(_ line: Line) -> UInt64? {
        let extensions = line.firstIndex { Line.isBlank($0) || $0 == UInt8(ascii: ";") }
        return (extensions.map { line[0..<$0] } ?? line.withoutReturn).number(radix: 16)
    }

    private var isOverlong: Bool { lines.position - sectionStart > ResponseParser.lineLimit }

    /// One response is expected, so that nothing may follow it.
    private func end() -> Verdict { lines.left == 0 ? .complete : .malformed }

    /// Passes over a body or a chunk; whether all of it is there.
    private mutating func skipBody(_ length: UInt64) -> Bool {
        let present = lines.skip(length)
        bodyBytes += present
        missing = length - present
        sectionStart = lines.position
        return missing == 0
    }
}
