import Glibc

/// Non-blocking raw sockets that carry SCTP over IPv4, by bare descriptor, beside those of `TCPSocket`.
///
/// For kernels that have no SCTP of their own: the kernel writes the IP header alone, everything behind it is the caller's. A
/// socket hears of every SCTP packet to the address that it is bound to, from the one that it is connected to if it is. Needs
/// CAP_NET_RAW over the network namespace. Addresses are in host byte order; binding, connecting and sending are `TCPSocket`'s.
package enum RawSCTPSocket {
    /// A received packet, without its IP header.
    package struct Packet: Equatable, Sendable {
        package var source: UInt32
        package var bytes: [UInt8]
    }

    /// More than a handshake's packets have.
    private static let capacity = 1500

    /// A new socket, non-blocking and closed on exec, which keeps what ICMP says of sent packets; a negated errno for none.
    package static func open() -> CInt {
        let flags = CInt(SOCK_RAW.rawValue) | CInt(SOCK_CLOEXEC.rawValue) | CInt(SOCK_NONBLOCK.rawValue)
        let result = socket(AF_INET, flags, CInt(IPPROTO_SCTP))
        guard result >= 0 else { return -errno }
        var isOn: CInt = 1
        setsockopt(result, CInt(IPPROTO_IP), IP_RECVERR, &isOn, socklen_t(MemoryLayout<CInt>.size))
        return result
    }

    /// A socket that receives what is sent to `address`.
    package static func listen(address: UInt32) throws(SystemError) -> FileDescriptor {
        let subject = "SCTP packets"
        let socket = try FileDescriptor(result: Int(open()), operation: "open a socket for", subject: subject)
        let result = TCPSocket.bind(socket.rawValue, address: address, port: 0)
        guard result >= 0 else { throw SystemError(errno: -result, operation: "bind a socket for", subject: subject) }
        return socket
    }

    /// The next packet that waits; nil for none.
    package static func packet(_ descriptor: CInt) -> Packet? {
        guard let bytes = receive(descriptor, flags: MSG_DONTWAIT), let first = bytes.first else { return nil }
        // The length of the header in words of four bytes, and the source behind its third (RFC 791, section 3.1).
        let header = Int(first & 0x0f) * 4
        guard header >= 20, bytes.count >= header else { return nil }
        let source = bytes[12..<16].reduce(0) { $0 << 8 | UInt32($1) }
        return Packet(source: source, bytes: Array(bytes[header...]))
    }

    /// The next of the sent packets that an ICMP error refused, as much as came back of it; nil for none.
    ///
    /// `TCPSocket.pendingError` has to be read beside it, once an error.
    package static func refusedBytes(_ descriptor: CInt) -> [UInt8]? {
        receive(descriptor, flags: MSG_DONTWAIT | MSG_ERRQUEUE)
    }

    /// Sends to somebody from a socket that is not connected; a negated errno if nothing was sent.
    package static func send(_ descriptor: CInt, _ bytes: [UInt8], to address: UInt32) -> Int {
        var peer = sockaddr_in()
        peer.sin_family = sa_family_t(AF_INET)
        peer.sin_addr.s_addr = address.bigEndian
        return withUnsafeBytes(of: &peer) { name in
            guard let pointer = name.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return -Int(EFAULT) }
            let sent = sendto(descriptor, bytes, bytes.count, CInt(MSG_DONTWAIT), pointer, socklen_t(name.count))
            return sent < 0 ? -Int(errno) : sent
        }
    }

    private static func receive(_ descriptor: CInt, flags: Int) -> [UInt8]? {
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
            count = recv(descriptor, buffer.baseAddress, capacity, CInt(flags))
            initialized = max(0, count)
        }
        return count < 0 ? nil : bytes
    }
}
