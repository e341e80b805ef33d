import Linux
@testable import Load
import Testing

/// A table of servers that misbehave: each request counts as one thing, in time, without a crash.
@Suite struct BadServerTests {
    private static let ok = "HTTP/1.1 200 OK\r\n"
    private static let chunked = ok + "Transfer-Encoding: chunked\r\n\r\n"
    private static let kept = ok + "Content-Length: 2\r\n\r\nok"
    private static let closing = ok + "Content-Length: 2\r\nConnection: close\r\n\r\nok"
    private static let tlsAlert: [UInt8] = [0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46]
    private static let drip = (0..<20).flatMap { _ in [FaultServer.Step.text("x"), .pause(milliseconds: 40)] }

    /// The status line, the head and who they come from.
    static let heads: [BadServerCase] = [
        BadServerCase("garbage status line", .malformedResponse, answer: "%&/()=?\r\n\r\n"),
        BadServerCase(
            "random bytes",
            .malformedResponse,
            [.request, .send((0..<64).map { UInt8(truncatingIfNeeded: $0 * 37 + 129) }), .hold]
        ),
        BadServerCase("NULs", .malformedResponse, [.request, .send([UInt8](repeating: 0, count: 512)), .hold]),
        BadServerCase("NUL in the status line", .malformedResponse, answer: "HTTP/1.1\0200 OK\r\n\r\n"),
        BadServerCase("HTTP/0.9 style", .malformedResponse, answer: "<html>hello</html>\n", then: .close),
        BadServerCase("HTTP/2 preface", .malformedResponse, answer: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        BadServerCase(
            "HTTP/2 settings frame",
            .malformedResponse,
            [.request, .send([0, 0, 0, 4, 0, 0, 0, 0, 0]), .hold]
        ),
        BadServerCase("TLS alert on a clear port", .malformedResponse, [.request, .send(tlsAlert), .close]),
        BadServerCase(
            "SSH banner before the request",
            .malformedResponse,
            [.text("SSH-2.0-OpenSSH_9.2\r\n"), .request, .hold]
        ),
        BadServerCase("SMTP banner", .malformedResponse, [.request, .text("220 mail ESMTP\r\n"), .hold]),
        BadServerCase("wrong version", .malformedResponse, answer: "HTTP/3.1 200 OK\r\n\r\n"),
        BadServerCase("lower-case protocol", .malformedResponse, answer: "http/1.1 200 OK\r\n\r\n"),
        BadServerCase("status of two digits", .malformedResponse, answer: "HTTP/1.1 20 OK\r\n\r\n"),
        BadServerCase("status of four digits", .malformedResponse, answer: "HTTP/1.1 2000 OK\r\n\r\n"),
        BadServerCase("status of letters", .malformedResponse, answer: "HTTP/1.1 abc OK\r\n\r\n"),
        BadServerCase("negative status", .malformedResponse, answer: "HTTP/1.1 -20 OK\r\n\r\n"),
        BadServerCase("status 000", .malformedResponse, answer: "HTTP/1.1 000 No\r\n\r\n"),
        BadServerCase("blank line first", .malformedResponse, answer: "\r\n\(kept)"),
        BadServerCase("folded header", .malformedResponse, answer: "\(ok)X: a\r\n b\r\nContent-Length: 2\r\n\r\nok"),
        BadServerCase("header without a name", .malformedResponse, answer: "\(ok): x\r\nContent-Length: 2\r\n\r\nok"),
        BadServerCase(
            "header line of 64 KiB",
            .malformedResponse,
            answer: "\(ok)X: \(String(repeating: "x", count: 65536))\r\nContent-Length: 2\r\n\r\nok"
        ),
        BadServerCase(
            "header line of 60 KiB",
            nil,
            answer:
                "\(ok)X: \(String(repeating: "x", count: 61440))\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
            then: .close
        ),
        BadServerCase(
            "endless status line",
            .malformedResponse,
            [.request, .text("HTTP/1.1 200 "), .text(String(repeating: "O", count: 70_000)), .hold]
        ),
        BadServerCase(
            "endless head of short lines",
            .malformedResponse,
            [.request, .text(ok), .text(String(repeating: "a: b\r\n", count: 12_000)), .hold]
        ),
        BadServerCase("head never ended, silence", .responseTimeout, answer: ok + "Content-Length: 2\r\n"),
        BadServerCase("head never ended, close", .shortBody, answer: ok + "Content-Length: 2\r\n", then: .close),
        BadServerCase("half a status line, silence", .responseTimeout, answer: "HTTP/1."),
        BadServerCase("one byte, close", .shortBody, answer: "H", then: .close),
        BadServerCase("slow drip of a header", .responseTimeout, [.request, .text(ok)] + drip + [.hold]),
        BadServerCase(
            "flood of 100 Continue",
            .malformedResponse,
            [.request, .text(String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 3000)), .hold]
        ),
        BadServerCase("1xx and then silence", .responseTimeout, answer: "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"),
        BadServerCase("1xx and then close", .shortBody, answer: "HTTP/1.1 100 Continue\r\n\r\n", then: .close),
        BadServerCase(
            "switching protocols unasked",
            .unexpectedStatus,
            answer: "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
            then: .close
        ),
        BadServerCase(
            "bare line feeds",
            nil,
            answer: "HTTP/1.1 200 OK\nContent-Length: 2\nConnection: close\n\nok",
            then: .close
        ),
        BadServerCase(
            "carriage return alone",
            .malformedResponse,
            answer: "HTTP/1.1 200 OK\r\n\rContent-Length: 2\r\r"
        ),
        BadServerCase(
            "status 599",
            .unexpectedStatus,
            answer: "HTTP/1.1 599 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            then: .close
        ),
    ]

    /// What frames the body, and the body.
    static let bodies: [BadServerCase] = [
        BadServerCase("half a body, silence", .responseTimeout, answer: "\(ok)Content-Length: 10\r\n\r\nhello"),
        BadServerCase("half a body, close", .shortBody, answer: "\(ok)Content-Length: 10\r\n\r\nhello", then: .close),
        BadServerCase(
            "slow drip of a body",
            .responseTimeout,
            [.request, .text("\(ok)Content-Length: 100\r\n\r\n")] + drip + [.hold]
        ),
        BadServerCase("2 GB announced, silence", .responseTimeout, answer: "\(ok)Content-Length: 2147483648\r\n\r\nx"),
        BadServerCase(
            "2 GB announced, close",
            .shortBody,
            answer: "\(ok)Content-Length: 2147483648\r\n\r\nx",
            then: .close
        ),
        BadServerCase(
            "2^64 - 1 announced, close",
            .shortBody,
            answer: "\(ok)Content-Length: 18446744073709551615\r\n\r\nx",
            then: .close
        ),
        BadServerCase(
            "2^64 announced",
            .malformedResponse,
            answer: "\(ok)Content-Length: 18446744073709551616\r\n\r\n"
        ),
        BadServerCase(
            "thousand-digit length",
            .malformedResponse,
            answer: "\(ok)Content-Length: \(String(repeating: "9", count: 1000))\r\n\r\n"
        ),
        BadServerCase("negative length", .malformedResponse, answer: "\(ok)Content-Length: -1\r\n\r\n"),
        BadServerCase("signed length", .malformedResponse, answer: "\(ok)Content-Length: +2\r\n\r\nok"),
        BadServerCase("hexadecimal length", .malformedResponse, answer: "\(ok)Content-Length: 0x2\r\n\r\nok"),
        BadServerCase("empty length", .malformedResponse, answer: "\(ok)Content-Length: \r\n\r\n"),
        BadServerCase(
            "two lengths that differ",
            .malformedResponse,
            answer: "\(ok)Content-Length: 2\r\nContent-Length: 3\r\n\r\nok"
        ),
        BadServerCase("list of lengths", .malformedResponse, answer: "\(ok)Content-Length: 2, 2\r\n\r\nok"),
        BadServerCase("space before the colon", .malformedResponse, answer: "\(ok)Content-Length : 2\r\n\r\nok"),
        BadServerCase("chunk size of letters", .malformedResponse, answer: chunked + "xyz\r\n"),
        BadServerCase("empty chunk size", .malformedResponse, answer: chunked + "\r\n"),
        BadServerCase("negative chunk size", .malformedResponse, answer: chunked + "-5\r\nhello\r\n0\r\n\r\n"),
        BadServerCase("chunk size beyond 2^64", .malformedResponse, answer: chunked + "10000000000000000\r\n"),
        BadServerCase("chunk longer than its size", .malformedResponse, answer: chunked + "3\r\nhello\r\n0\r\n\r\n"),
        BadServerCase("chunk shorter than its size", .shortBody, answer: chunked + "ff\r\nhello\r\n", then: .close),
        BadServerCase("chunks never ended, silence", .responseTimeout, answer: chunked + "5\r\nhello\r\n"),
        BadServerCase("chunks never ended, close", .shortBody, answer: chunked + "5\r\nhello\r\n", then: .close),
        BadServerCase(
            "chunk of 2^63 bytes, close",
            .shortBody,
            answer: chunked + "8000000000000000\r\nx",
            then: .close
        ),
        BadServerCase(
            "endless chunk extension",
            .malformedResponse,
            [.request, .text(chunked + "5;"), .text(String(repeating: "e", count: 70_000)), .hold]
        ),
        BadServerCase(
            "endless trailers",
            .malformedResponse,
            [.request, .text(chunked + "0\r\n"), .text(String(repeating: "t: r\r\n", count: 12_000)), .hold]
        ),
        BadServerCase("trailers never ended", .responseTimeout, answer: chunked + "2\r\nok\r\n0\r\nX: y\r\n"),
        BadServerCase(
            "chunks with trailers",
            nil,
            answer: "\(ok)Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX: y\r\n\r\n",
            then: .close
        ),
        BadServerCase("bytes after the body", .malformedResponse, answer: kept + "x"),
        BadServerCase("two answers to one request", .malformedResponse, answer: kept + kept),
        BadServerCase("bytes after the last chunk", .malformedResponse, answer: chunked + "0\r\n\r\n0"),
        BadServerCase(
            "204 with a body",
            .malformedResponse,
            answer: "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok"
        ),
        BadServerCase(
            "304 with a body",
            .malformedResponse,
            answer: "HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\nok"
        ),
        BadServerCase("HEAD answered with a body", .malformedResponse, method: "HEAD", answer: kept),
        BadServerCase(
            "HEAD with a length and no body",
            nil,
            method: "HEAD",
            answer: "\(ok)Content-Length: 2\r\nConnection: close\r\n\r\n",
            then: .close
        ),
        BadServerCase(
            "HEAD with chunks announced",
            nil,
            method: "HEAD",
            answer: "\(ok)Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n",
            then: .close
        ),
    ]

    /// What happens to the connection.
    static let connections: [BadServerCase] = [
        BadServerCase("silence", .responseTimeout, [.request, .hold]),
        BadServerCase("close without a byte", .resetBeforeFirstByte, [.request, .close]),
        BadServerCase("close before the request is read", .resetBeforeFirstByte, [.close]),
        BadServerCase("reset at once", .resetBeforeFirstByte, or: [.connectOther], [.reset]),
        BadServerCase("reset after the request", .resetBeforeFirstByte, [.request, .reset]),
        BadServerCase(
            "reset in the status line",
            .resetAfterFirstByte,
            [.request, .text("HTTP/1.1 2"), .pause(milliseconds: 20), .reset]
        ),
        BadServerCase(
            "reset in the head",
            .resetAfterFirstByte,
            [.request, .text(ok), .pause(milliseconds: 20), .reset]
        ),
        BadServerCase(
            "reset in the body",
            .resetAfterFirstByte,
            [.request, .text("\(ok)Content-Length: 9\r\n\r\nx"), .pause(milliseconds: 20), .reset]
        ),
        BadServerCase(
            "reset in a chunk",
            .resetAfterFirstByte,
            [.request, .text(chunked + "5\r\nhe"), .pause(milliseconds: 20), .reset]
        ),
        BadServerCase(
            "reset where the end would frame the body",
            .resetAfterFirstByte,
            [.request, .text("\(ok)\r\nhello"), .pause(milliseconds: 20), .reset]
        ),
        BadServerCase(
            "reset after the answer",
            nil,
            modes: [.perRequest],
            [.request, .text(kept), .pause(milliseconds: 20), .reset]
        ),
        // The request is on its way by then: nothing tells such an answer from one that was quick.
        BadServerCase(
            "answer before the request is read",
            nil,
            modes: [.perRequest],
            [.text(closing), .request, .close]
        ),
        BadServerCase("kept, then closed without a word", nil, modes: [.perRequest], [.request, .text(kept), .close]),
        BadServerCase("asked to close, kept all the same", nil, modes: [.perRequest], [.request, .text(kept), .hold]),
        BadServerCase("announces a close, never closes", nil, [.request, .text(closing), .hold]),
    ]

    static var all: [BadServerCase] { heads + bodies + connections }

    @Test("The table is as large as it says")
    func size() {
        #expect(Self.all.count >= 60)
        #expect(Set(Self.all.map(\.name)).count == Self.all.count)
    }

    @Test("Each request of each counts as one thing, within its timeout", arguments: all)
    func counts(example: BadServerCase) throws {
        for connections in example.modes {
            let server = try FaultServer(example.steps)
            var plan = LoadPlan.test(server.port, connections, concurrency: 2, requests: 4)
            plan.method = example.method
            plan.recordCapacity = 10
            plan.drain = .milliseconds(50)
            let result = try LoadGenerator.run(plan)
            server.stop()
            #expect(result.begun == 4)
            #expect(result.unfinished == 0)
            #expect(result.records.count == 4)
            #expect(
                result.records.allSatisfy { $0.total < 2_000_000_000 && $0.wait <= $0.total && $0.connect <= $0.total }
            )
            // Two requests after each other on each slot, none longer than its timeout and what its close may take.
            #expect(result.elapsed < .milliseconds(2500))
            #expect(result.waitTimes.count == result.completed)
            if let failure = example.failure {
                #expect(result.completed == 0, "\(connections)")
                #expect(
                    Set(result.failures.keys).isSubset(of: example.otherwise.union([failure])),
                    "\(connections): \(result.failures)"
                )
            } else {
                #expect(result.failures.isEmpty, "\(connections)")
                #expect(result.completed == 4)
            }
        }
    }

    @Test("A kept connection that ends without a byte fails the request that it carried, and only that")
    func reuse() throws {
        let server = try FaultServer([.request, .text(Self.kept), .request, .close])
        let result = try LoadGenerator.run(.test(server.port, .keepAlive, concurrency: 2, requests: 12))
        server.stop()
        #expect(result.completed == 6)
        #expect(result.failures == [.resetBeforeFirstByte: 6])
        #expect(result.connectionsInitiated == server.connections)
    }
}
