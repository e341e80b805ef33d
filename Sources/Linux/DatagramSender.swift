import Glibc

/// A UDP socket for packets that nobody need answer.
package struct DatagramSender: ~Copyable {
    private let socket: FileDescriptor

    package init() throws(SystemError) {
        let result = Glibc.socket(AF_INET, CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        socket = try FileDescriptor(
            result: result < 0 ? -Int(errno) : Int(result),
            operation: "open",
            subject: "a datagram socket"
        )
    }

    /// Sends an empty datagram; `address` is in host byte order.
    ///
    /// What a packet meets on its way is no failure here: errors of earlier packets are dropped.
    package func send(to address: UInt32, port: UInt16) {
        var destination = sockaddr_in()
        destination.sin_family = sa_family_t(AF_INET)
        destination.sin_port = port.bigEndian
        destination.sin_addr.s_addr = address.bigEndian
        withUnsafeBytes(of: &destination) { bytes in
            guard let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return }
            _ = sendto(socket.rawValue, nil, 0, CInt(MSG_DONTWAIT), pointer, socklen_t(bytes.count))
        }
    }
}
