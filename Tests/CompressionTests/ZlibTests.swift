import Compression
import Testing

@Suite("The zlib format")
struct ZlibTests {
    @Test("The bytes are those that Python's zlib.compress makes")
    func golden() {
        // python3 -c 'import zlib; print(zlib.compress(b"hello hello hello\n").hex())'
        let expected: [UInt8] = [
            0x78, 0x9c, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xc8, 0x40, 0x90, 0x5c, 0x00, 0x40, 0xb5, 0x06, 0x87,
        ]
        #expect(Zlib.compress(Array("hello hello hello\n".utf8)) == expected)
    }

    @Test("What is compressed expands to what it was", arguments: [0, 1, 1000, 300_000])
    func roundTrip(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
        let compressed = try #require(Zlib.compress(bytes))
        #expect(compressed.starts(with: [0x78]))
        #expect(try Gzip.expand(compressed) == bytes)
    }
}
