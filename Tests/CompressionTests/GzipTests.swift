import Compression
import Testing

@Suite struct GzipTests {
    /// What gzip makes of one line, `hello`.
    private let hello: [UInt8] = [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0xe7, 0x02, 0x00,
        0x20, 0x30, 0x3a, 0x36, 0x06, 0x00, 0x00, 0x00,
    ]

    @Test("One member and several, one after the other, are expanded")
    func members() throws {
        #expect(Gzip.isCompressed(hello))
        #expect(!Gzip.isCompressed(Array("hello".utf8)))
        #expect(try Gzip.expand(hello) == Array("hello\n".utf8))
        #expect(try Gzip.expand(hello + hello) == Array("hello\nhello\n".utf8))
    }

    @Test("Data cut at any byte is refused")
    func truncated() {
        for length in 0..<hello.count {
            #expect(throws: Gzip.Failure.truncated) { try Gzip.expand(Array(hello[..<length])) }
        }
    }

    @Test("Damaged data and trailing rubbish are refused")
    func corrupt() {
        var damaged = hello
        damaged[18] ^= 1
        #expect(throws: Gzip.Failure.corrupt) { try Gzip.expand(damaged) }
        #expect(throws: Gzip.Failure.corrupt) { try Gzip.expand(hello + [1, 2, 3, 4]) }
    }

    @Test("More than the limit is refused")
    func tooLarge() throws {
        #expect(throws: Gzip.Failure.tooLarge) { try Gzip.expand(hello, limit: 5) }
        #expect(try Gzip.expand(hello, limit: 6).count == 6)
    }
}
