import Testing

@testable import Layouts

/// Vectors of NIST's examples (csrc.nist.gov, Cryptographic Standards and Guidelines, SHA-1, SHA-224, SHA-256).
@Suite("Hashes that names are made of")
struct DigestTests {
    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    @Test("Nothing, one block and two blocks have their published digests")
    func vectors() {
        let abc = Array("abc".utf8)
        let two = Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)
        #expect(hexadecimal(Digest.sha1([])) == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
        #expect(hexadecimal(Digest.sha1(abc)) == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(hexadecimal(Digest.sha1(two)) == "84983e441c3bd26ebaae4aa1f95129e5e54670f1")
        #expect(hexadecimal(Digest.sha224([])) == "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f")
        #expect(hexadecimal(Digest.sha224(abc)) == "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7")
        #expect(hexadecimal(Digest.sha224(two)) == "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525")
        #expect(
            hexadecimal(Digest.sha224(Array(repeating: 0x61, count: 64)))
                == "a88cd5cde6d6fe9136a4e58b49167461ea95d388ca2bdb7afdc3cbf4"
        )
        #expect(
            hexadecimal(Digest.sha256(abc)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(
            hexadecimal(Digest.sha256(two)) == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        )
    }
}
