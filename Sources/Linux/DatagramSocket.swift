import Glibc

/// Non-blocking UDP sockets of either family, by bare descriptor, beside those of `TCPSocket`.
///
/// Each call returns what the kernel returned, or a negated errno. A socket that is connected sends and receives with the
/// calls of `TCPSocket`, and so does `pendingError`.
package enum DatagramSocket {
    /// A new socket of AF_INET or AF_INET6, non-blocking and closed on exec.
    package static func open(domain: CInt = AF_INET) -> CInt {
        TCPSocket.open(domain: domain, kind: CInt(SOCK_DGRAM.rawValue), transport: 0)
    }

    /// Sends `answer` to whoever sent the next datagram that waits; -EAGAIN if none does.
    ///
    /// The answer comes from the address that the socket is bound to.
    package static func answer(_ descriptor: CInt, with answer: [UInt8]) -> CInt {
        var peer = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        var byte: UInt8 = 0
        return withUnsafeMutableBytes(of: &peer) { bytes in
            guard let name = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return -EFAULT }
            let received = recvfrom(descriptor, &byte, 1, CInt(MSG_DONTWAIT), name, &size)
            guard received >= 0 else { return -errno }
            let flags = CInt(MSG_DONTWAIT) | CInt(MSG_NOSIGNAL)
            let sent = sendto(descriptor, answer, answer.count, flags, name, size)
            return sent < 0 ? -errno : 0
        }
    }

    /// A socket that receives what is sent to `name`.
    package static func listen(_ name: SocketName) throws(SystemError) -> FileDescriptor {
        let subject = "UDP port \(name.port)"
        let socket = try FileDescriptor(
            result: Int(open(domain: name.domain)),
            operation: "open a socket for",
            subject: subject
        )
        let result = TCPSocket.bind(socket.rawValue, name)
        guard result >= 0 else { throw SystemError(errno: -result, operation: "bind", subject: subject) }
        return socket
    }
}
