import Addressing

/// A packet of the first half of an SCTP handshake (RFC 9260, section 3): one chunk, over ports that stand in every packet.
struct SCTPPacket: Equatable, Sendable {
    enum Chunk: Equatable, Sendable {
        /// INIT: asks for an association, whose packets to the asker are to bear `tag`.
        case initiation(tag: UInt32)
        /// INIT ACK: answers that; its state cookie, which is the answerer's to fill, is the address that was reached.
        case acknowledgement(tag: UInt32, cookie: IPAddress)
    }

    var sourcePort: UInt16
    var destinationPort: UInt16
    /// The receiver's tag; 0 in front of an INIT.
    var verificationTag: UInt32
    var chunk: Chunk

    init(from sourcePort: UInt16, to destinationPort: UInt16, verificationTag: UInt32, _ chunk: Chunk) {
        self.sourcePort = sourcePort
        self.destinationPort = destinationPort
        self.verificationTag = verificationTag
        self.chunk = chunk
    }

    /// An INIT.
    init(initiating tag: UInt32, from sourcePort: UInt16, to destinationPort: UInt16) {
        self.init(from: sourcePort, to: destinationPort, verificationTag: 0, .initiation(tag: tag))
    }

    /// The answer to an INIT, by whoever has `address`; nil for another packet.
    func answer(from address: IPAddress) -> SCTPPacket? {
        guard case .initiation(let tag) = chunk else { return nil }
        // Any tag but 0 would do: nothing follows.
        return SCTPPacket(
            from: destinationPort,
            to: sourcePort,
            verificationTag: tag,
            .acknowledgement(tag: ~tag | 1, cookie: address)
        )
    }
}

extension SCTPPacket {
    /// The packet behind its IP header, with its checksum.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(bigEndian: sourcePort)
        bytes.append(bigEndian: destinationPort)
        bytes.append(bigEndian: verificationTag)
        bytes.append(bigEndian: UInt32(0))
        switch chunk {
        case .initiation(let tag): bytes.append(chunk: 1, length: 20, tag: tag)
        case .acknowledgement(let tag, let cookie):
            // State Cookie: type 7, with its own header of four bytes.
            let address = cookie.wireBytes
            let length = UInt16(4 + address.count)
            bytes.append(chunk: 2, length: 20 + length, tag: tag)
            bytes.append(bigEndian: UInt16(7))
            bytes.append(bigEndian: length)
            bytes += address
        }
        // The checksum goes on the wire with its lowest byte first.
        bytes.replaceSubrange(8..<12, with: withUnsafeBytes(of: CRC32C.checksum(of: bytes).littleEndian, Array.init))
        return bytes
    }

    /// Reads what `bytes` writes; nil for any other packet, or one that was damaged.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 32 else { return nil }
        let tag: UInt32 = bytes.bigEndian(at: 16)
        let chunk: Chunk
        switch bytes[12] {
        case 1: chunk = .initiation(tag: tag)
        case 2:
            guard bytes.count > 36, let cookie = IPAddress(wireBytes: bytes[36...]) else { return nil }
            chunk = .acknowledgement(tag: tag, cookie: cookie)
        default: return nil
        }
        self.init(
            from: bytes.bigEndian(at: 0),
            to: bytes.bigEndian(at: 2),
            verificationTag: bytes.bigEndian(at: 4),
            chunk
        )
        guard self.bytes == bytes else { return nil }
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    /// Appends the fixed part of an INIT or INIT ACK: a window of 64 KiB, a stream each way, a first number.
    fileprivate mutating func append(chunk type: UInt16, length: UInt16, tag: UInt32) {
        append(bigEndian: type << 8)
        append(bigEndian: length)
        append(bigEndian: tag)
        append(bigEndian: UInt32(65536))
        append(bigEndian: UInt16(1))
        append(bigEndian: UInt16(1))
        append(bigEndian: tag)
    }

    /// The number that begins at `index`, of which there are enough bytes.
    fileprivate func bigEndian<Number: FixedWidthInteger>(at index: Int) -> Number {
        self[index..<index + MemoryLayout<Number>.size].reduce(0) { $0 << 8 | Number($1) }
    }
}
