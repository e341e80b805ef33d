@testable import Load
import Testing

/// The parser against responses whole, in pieces, cut and spoilt.
@Suite struct ResponseParserTests {
    struct Example: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var status: UInt16 = 200
        var keepsAlive = true
        /// Whether only the connection's end ends it.
        var untilClose = false

        var bytes: [UInt8] { Array(text.utf8) }
        var testDescription: String { name }
    }

    static let examples: [Example] = [
        Example(name: "length", text: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
        Example(name: "no body", text: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        Example(name: "bare line feeds", text: "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"),
        Example(name: "no reason", text: "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok"),
        Example(name: "odd case and space", text: "HTTP/1.1 200 OK\r\ncOnTeNt-lEnGtH:\t 2 \t\r\n\r\nok"),
        Example(name: "same length twice", text: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok"),
        Example(
            name: "names alike",
            text:
                "HTTP/1.1 200 OK\r\nContent-Lengthy: 9\r\nConnect: close\r\nC: 1\r\nCon\r\nT: x\r\nTransfer: chunked\r\nContent-Length: 2\r\n\r\nok"
        ),
        Example(
            name: "close",
            text: "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
            keepsAlive: false
        ),
        Example(
            name: "close in a list",
            text: "HTTP/1.1 200 OK\r\nConnection: x, CLOSE ,y\r\nContent-Length: 2\r\n\r\nok",
            keepsAlive: false
        ),
        Example(name: "no close", text: "HTTP/1.1 200 OK\r\nConnection: closed, xclose\r\nContent-Length: 2\r\n\r\nok"),
        Example(name: "version 1.0", text: "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", keepsAlive: false),
        Example(
            name: "version 1.0 kept",
            text: "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nok"
        ),
        Example(
            name: "until close",
            text: "HTTP/1.1 200 OK\r\nServer: x\r\n\r\nanything",
            keepsAlive: false,
            untilClose: true
        ),
        Example(name: "until close, empty", text: "HTTP/1.1 200 OK\r\n\r\n", keepsAlive: false, untilClose: true),
        Example(
            name: "chunks",
            text:
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n00a;x=\"y\"\r\n0123456789\r\n0\r\n\r\n"
        ),
        Example(
            name: "chunks and trailers",
            text:
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\nF\r\n0123456789abcde\r\n0\r\nX: 1\r\nContent-Length: 9\r\n\r\n"
        ),
        Example(
            name: "chunks with bare line feeds",
            text: "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nok\n0\n\n"
        ),
        Example(
            name: "chunks and a length",
            text: "HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
            keepsAlive: false
        ),
        Example(
            name: "chunks, then a connection header",
            text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n0\r\n\r\n"
        ),
        Example(
            name: "another last coding",
            text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\nzz",
            keepsAlive: false,
            untilClose: true
        ),
        Example(name: "no content", text: "HTTP/1.1 204 No Content\r\n\r\n", status: 204),
        Example(name: "not modified", text: "HTTP/1.1 304 Not Modified\r\nContent-Length: 77\r\n\r\n", status: 304),
        Example(
            name: "switching",
            text: "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
            status: 101,
            keepsAlive: false
        ),
        Example(
            name: "interim first",
            text:
                "HTTP/1.1 100 Continue\r\nConnection: close\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\nno",
            status: 404
        ),
        Example(
            name: "a body like a head",
            text: "HTTP/1.1 500 Oops\r\nContent-Length: 19\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
            status: 500
        ),
    ]

    /// Feeds the pieces in turn; the progress after the last.
    private func parse(_ pieces: [ArraySlice<UInt8>], _ parser: inout ResponseParser) -> ResponseParser.Progress {
        var progress = ResponseParser.Progress.incomplete
        for piece in pieces {
            progress = piece.withUnsafeBytes { bytes in
                guard let start = bytes.baseAddress else { return progress }
                return parser.parse(start, count: bytes.count)
            }
        }
        return progress
    }

    private func check(_ parser: inout ResponseParser, _ progress: ResponseParser.Progress, _ example: Example) {
        #expect(progress == (example.untilClose ? .incomplete : .complete))
        #expect(parser.end() == .complete)
        #expect(parser.status == example.status)
        #expect(parser.keepsAlive == example.keepsAlive)
    }

    @Test("A response is complete with its last byte, not before", arguments: examples)
    func whole(example: Example) {
        var parser = ResponseParser()
        let progress = parse([example.bytes[...]], &parser)
        check(&parser, progress, example)
        for length in example.bytes.indices where !example.untilClose {
            var parser = ResponseParser()
            #expect(parse([example.bytes[..<length]], &parser) == .incomplete)
            #expect(parser.end() == .incomplete)
        }
    }

    @Test("Wherever a response is cut in two, or into bytes, the outcome is the same", arguments: examples)
    func splits(example: Example) {
        let bytes = example.bytes
        for cut in 0...bytes.count {
            var parser = ResponseParser()
            let progress = parse([bytes[..<cut], bytes[cut...]], &parser)
            check(&parser, progress, example)
        }
        var parser = ResponseParser()
        let progress = parse(bytes.indices.map { bytes[$0...$0] }, &parser)
        check(&parser, progress, example)
    }

    @Test("Bytes after the end are malformed, for good", arguments: examples.filter { !$0.untilClose })
    func surplus(example: Example) {
        var parser = ResponseParser()
        #expect(parse([example.bytes[...], [0x48]], &parser) == .malformed)
        #expect(parse([example.bytes[...]], &parser) == .malformed)
        #expect(parser.end() == .malformed)
    }

    @Test(
        "What breaks the framing is malformed",
        arguments: [
            "X", "HTTP/2", "http/1.1 200 OK\r\n", "HTTP/1.x", "HTTP/1.1  200", "HTTP/1.1 0", "HTTP/1.1 2x",
            "HTTP/1.1 20 ",
            "HTTP/1.1 2000", "\r\nHTTP/1.1 200 OK\r\n",
            "HTTP/1.1 200 OK\r\n folded", "HTTP/1.1 200 OK\r\n: x", "HTTP/1.1 200 OK\r\n\rX",
            "HTTP/1.1 200 OK\r\nContent-Length:\r\n", "HTTP/1.1 200 OK\r\nContent-Length: +1",
            "HTTP/1.1 200 OK\r\nContent-Length: 1, 1",
            "HTTP/1.1 200 OK\r\nContent-Length: 1 2", "HTTP/1.1 200 OK\r\nContent-Length: 1\rX",
            "HTTP/1.1 200 OK\r\nContent-Length : 1",
            "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551616",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
            "HTTP/1.1 200 OK\r\nConnection: close\rX", "HTTP/1.1 200 OK\r\nTransfer-Encoding\t: chunked",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\ng",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\rX",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\rX",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000000",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\rX",
        ]
    )
    func malformed(text: String) {
        let bytes = Array(text.utf8)
        var parser = ResponseParser()
        #expect(parse([bytes[...]], &parser) == .malformed)
        var bytewise = ResponseParser()
        #expect(parse(bytes.indices.map { bytes[$0...$0] }, &bytewise) == .malformed)
        #expect(bytewise.end() == .malformed)
    }

    @Test("The largest length there is can be announced and is waited for")
    func largestLength() {
        let bytes = Array("HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\nxyz".utf8)
        var parser = ResponseParser()
        #expect(parse([bytes[...]], &parser) == .incomplete)
        #expect(parser.remaining == UInt64.max - 3)
    }

    @Test(
        "No line, head, chunk line or trailer goes on for ever",
        arguments: [
            ("HTTP/1.1 200 ", "x"), ("HTTP/1.1 200 OK\r\n", "x: y\r\n"), ("HTTP/1.1 200 OK\r\nX", "y"),
            ("HTTP/1.1 200 OK\r\nContent-Length: ", " "), ("HTTP/1.1 200 OK\r\nContent-Length: ", "0"),
            ("HTTP/1.1 200 OK\r\nConnection: ", "x"), ("HTTP/1.1 200 OK\r\nConnection: ", ","),
            ("", "HTTP/1.1 100 Continue\r\n\r\n"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", "x"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "x: y\r\n"),
        ]
    )
    func endless(start: String, repeated: String) {
        var parser = ResponseParser()
        #expect(parse([Array(start.utf8)[...]], &parser) == .incomplete)
        let unit = Array(repeated.utf8)
        var fed = 0
        var progress = ResponseParser.Progress.incomplete
        while progress == .incomplete, fed < 2 * ResponseParser.lineLimit {
            progress = parse([unit[...]], &parser)
            fed += unit.count
        }
        #expect(progress == .malformed)
        #expect(fed > ResponseParser.lineLimit - 100)
    }

    /// What the limit holds for, with what stands before and after it; fillers go between start and end.
    struct Section: Sendable, CustomTestStringConvertible {
        var name: String
        var before = ""
        var start = "HTTP/1.1 200 OK\r\nX: "
        var end: String
        var after = ""

        var testDescription: String { name }
    }

    @Test(
        "What may be 65536 bytes long may not be longer, in however many pieces it comes",
        arguments: [
            Section(name: "head of a length", end: "\r\nContent-Length: 2\r\n\r\n", after: "ok"),
            Section(name: "head of chunks", end: "\r\nTransfer-Encoding: chunked\r\n\r\n", after: "0\r\n\r\n"),
            Section(name: "head of a body until close", end: "\r\n\r\n", after: "ok"),
            Section(name: "head of no body", start: "HTTP/1.1 204 No\r\nX: ", end: "\r\n\r\n"),
            Section(
                name: "interim and final head",
                start: "HTTP/1.1 100 Continue\r\nX: ",
                end: "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n",
                after: "ok"
            ),
            Section(
                name: "chunk line",
                before: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                start: "2;",
                end: "\r\n",
                after: "ok\r\n0\r\n\r\n"
            ),
            Section(
                name: "trailers",
                before: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0;x\r\n",
                start: "X: ",
                end: "\r\n\r\n"
            ),
        ]
    )
    func limit(section: Section) {
        for surplus in 0...1 {
            let fillers = ResponseParser.lineLimit - section.start.utf8.count - section.end.utf8.count + surplus
            let filler = String(repeating: "x", count: fillers)
            let bytes = Array((section.before + section.start + filler + section.end + section.after).utf8)
            let outcome = surplus == 0 ? ResponseParser.Progress.complete : .malformed
            for cut in [0, 1, 100, ResponseParser.lineLimit, bytes.count - 1] {
                var parser = ResponseParser()
                _ = parse([bytes[..<cut], bytes[cut...]], &parser)
                #expect(parser.end() == outcome)
            }
        }
    }

    @Test("A long body, whole or in chunks, is no long line")
    func longBody() {
        let chunk = Array(("400\r\n" + String(repeating: "x", count: 1024) + "\r\n").utf8)
        var parser = ResponseParser()
        #expect(
            parse([Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)[...]], &parser) == .incomplete
        )
        for _ in 0..<1000 { #expect(parse([chunk[...]], &parser) == .incomplete) }
        #expect(parse([Array("0\r\n\r\n".utf8)[...]], &parser) == .complete)
    }

    @Test(
        "Spoilt responses in random pieces come to the same end as in one piece, and never crash",
        arguments: examples
    )
    func mutations(example: Example) {
        var random = TestRandom(seed: UInt64(example.text.utf8.count) &* 2_654_435_761)
        for _ in 0..<400 {
            var bytes = example.bytes
            for _ in 0...random.below(3) {
                let place = random.below(bytes.count)
                switch random.below(4) {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
                case 2 where bytes.count > 1: bytes.remove(at: place)
                default: bytes[place] = [0, 10, 13, 32, 58, 48, 255][random.below(7)]
                }
            }
            var pieces: [ArraySlice<UInt8>] = []
            var start = 0
            while start < bytes.count {
                let end = min(bytes.count, start + 1 + random.below(9))
                pieces.append(bytes[start..<end])
                start = end
            }
            var parser = ResponseParser()
            var inPieces = ResponseParser()
            #expect(parse([bytes[...]], &parser) == parse(pieces, &inPieces))
            #expect(parser.end() == inPieces.end())
            #expect(parser.status == inPieces.status)
            #expect(parser.keepsAlive == inPieces.keepsAlive)
        }
    }

    @Test("Random bytes are taken without a crash")
    func noise() {
        var random = TestRandom(seed: 42)
        for _ in 0..<2000 {
            var parser = ResponseParser()
            _ = parse([[UInt8](Array("HTTP/1.1 200 OK\r\n".utf8).prefix(random.below(18)))[...]], &parser)
            let noise = (0..<random.below(200) + 1).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            let progress = parse([noise[...]], &parser)
            #expect(parser.end() == progress || progress == .incomplete)
        }
    }
}
