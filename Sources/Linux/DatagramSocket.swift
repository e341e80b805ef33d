import CLinux
import Glibc

/// Non-blocking UDP sockets over IPv4, by bare descriptor, beside those of `TCPSocket`.
///
/// Addresses are in host byte order; each call returns what the kernel returned, or a negated errno. A socket that is
/// connected sends and receives with the calls of `TCPSocket`, and so does `pendingError`.
package enum DatagramSocket {
    /// A new socket, non-blocking and closed on exec.
    package static func open() -> CInt {
        let flags = CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue) | CInt(SOCK_NONBLOCK.rawValue)
        let result = socket(AF_INET, flags, 0)
        return result < 0 ? -errno : result
    }

    /// Sends `answer` to whoever sent the next datagram that waits; -EAGAIN if none does.
    ///
    /// The answer comes from the address that the socket is bound to.
    package static func answer(_ descriptor: CInt, with answer: UInt32) -> CInt {
        var peer = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        var byte: UInt8 = 0
        var answer = answer.bigEndian
        return withUnsafeMutableBytes(of: &peer) { bytes in
            guard let name = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return -EFAULT }
            let received = recvfrom(descriptor, &byte, 1, CInt(MSG_DONTWAIT), name, &size)
            guard received >= 0 else { return -errno }
            let sent = sendto(
                descriptor,
                &answer,
                MemoryLayout<UInt32>.size,
                CInt(MSG_DONTWAIT) | CInt(MSG_NOSIGNAL),
                name,
                size
            )
            return sent < 0 ? -errno : 0
        }
    }

    /// A socket that receives what is sent to `address` and `port`.
    package static func listen(address: UInt32, port: UInt16) throws(SystemError) -> FileDescriptor {
        let subject = "UDP port \(port)"
        let socket = try FileDescriptor(result: Int(open()), operation: "open a socket for", subject: subject)
        let result = TCPSocket.bind(socket.rawValue, address: address, port: port)
        guard result >= 0 else { throw SystemError(errno: -result, operation: "bind", subject: subject) }
        return socket
    }
}
