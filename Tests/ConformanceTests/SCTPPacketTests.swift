import Addressing
import Testing

@testable import Conformance

@Suite struct SCTPPacketTests {
    private let request = SCTPPacket(initiating: 0x0102_0304, from: 10_000, to: 80)
    private let pod = IPAddress.v4(IPv4Address(10, 244, 1, 2))
    private let pod6 = IPAddress.v6(IPv4Address(10, 244, 1, 2).companion)

    @Test(
        "The checksum gives the values that others publish for it",
        arguments: [
            // RFC 3720, appendix B.4: bytes of zeros, of ones, counted up and counted down; and the check value.
            (Array(repeating: 0, count: 32), 0x8a91_36aa), (Array(repeating: 0xff, count: 32), 0x62a8_ab43),
            (Array(0..<32), 0x46dd_794e), (Array((0..<32).reversed()), 0x113f_db5c),
            (Array("123456789".utf8), 0xe306_9283),
            ([], 0),
        ] as [([UInt8], UInt32)]
    )
    func checksum(bytes: [UInt8], expected: UInt32) {
        #expect(CRC32C.checksum(of: bytes) == expected)
    }

    @Test("An INIT is laid out as RFC 9260 says, section 3.3.2, with the checksum's lowest byte first")
    func initiation() {
        var bytes = request.bytes
        let checksum = Array(bytes[8..<12])
        bytes.replaceSubrange(8..<12, with: [0, 0, 0, 0])
        #expect(
            bytes == [
                0x27, 0x10, 0, 80, 0, 0, 0, 0, 0, 0, 0, 0,
                1, 0, 0, 20, 1, 2, 3, 4, 0, 1, 0, 0, 0, 1, 0, 1, 1, 2, 3, 4,
            ]
        )
        #expect(checksum.reversed().reduce(0) { $0 << 8 | UInt32($1) } == CRC32C.checksum(of: bytes))
    }

    @Test("The answer goes back to the asker's port under its tag, and names the address in its cookie")
    func answer() throws {
        let answer = try #require(request.answer(from: pod))
        #expect(answer.sourcePort == 80)
        #expect(answer.destinationPort == 10_000)
        #expect(answer.verificationTag == 0x0102_0304)
        #expect(Array(answer.bytes[12..<16]) == [2, 0, 0, 28])
        #expect(Array(answer.bytes.suffix(8)) == [0, 7, 0, 8, 10, 244, 1, 2])
        guard case .acknowledgement(let tag, pod) = answer.chunk else {
            Issue.record("\(answer) acknowledges no address")
            return
        }
        #expect(tag != 0)
        let longer = try #require(request.answer(from: pod6)).bytes
        #expect(Array(longer[12..<16]) == [2, 0, 0, 40])
        #expect(Array(longer.suffix(20)) == [0, 7, 0, 20, 0xfd, 0, 2, 0x44, 0, 0, 0, 0, 0, 0, 0, 0, 10, 244, 1, 2])
        #expect(answer.answer(from: pod) == nil, "an answer is not answered")
    }

    @Test("What is written is read as it was, and what is damaged, cut or strange is not read")
    func reading() throws {
        let answer = try #require(request.answer(from: pod))
        let answer6 = try #require(request.answer(from: pod6))
        for packet in [request, answer, answer6] {
            #expect(SCTPPacket(packet.bytes) == packet)
            for index in packet.bytes.indices {
                var damaged = packet.bytes
                damaged[index] ^= 1
                #expect(SCTPPacket(damaged) == nil, "byte \(index)")
                #expect(SCTPPacket(Array(packet.bytes[..<index])) == nil, "\(index) bytes")
            }
            #expect(SCTPPacket(packet.bytes + [0]) == nil)
        }
    }
}
