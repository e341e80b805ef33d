import Linux

extension ProbeSocket {
    /// The packet that asks for an association; its tag need not be a secret.
    static func initiation(from port: UInt16, to destination: UInt16) -> SCTPPacket {
        SCTPPacket(initiating: UInt32(port) << 16 | UInt32(destination), from: port, to: destination)
    }

    /// What came back to an INIT; nil while nothing has.
    ///
    /// A raw socket hears of every packet and every refusal between its two addresses: the ports tell which are its own.
    func answer(to initiation: SCTPPacket) -> PacketVerdict? {
        // What ICMP says comes twice, as a pending error too, which would end the next call.
        _ = TCPSocket.pendingError(descriptor)
        while let refused = RawSCTPSocket.refusedBytes(descriptor) {
            // As little as the two ports may have come back.
            if refused.starts(with: initiation.bytes.prefix(4)) { return .refused }
        }
        while let packet = RawSCTPSocket.packet(descriptor) {
            guard let answer = SCTPPacket(packet.bytes), case .acknowledgement(_, let address) = answer.chunk,
                answer == initiation.answer(from: address)
            else { continue }
            return .reached(address)
        }
        return nil
    }
}
