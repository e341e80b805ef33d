import Glibc

/// Non-blocking raw sockets that carry SCTP over IPv4 or IPv6, by bare descriptor, beside those of `TCPSocket`.
///
/// For kernels that have no SCTP of their own: the kernel writes the IP header alone, everything behind it is the caller's. A
/// socket hears of every SCTP packet to the address that it is bound to, from the one that it is connected to if it is. Needs
/// CAP_NET_RAW over the network namespace. Binding and connecting, with port 0, and sending are `TCPSocket`'s.
package enum RawSCTPSocket {
    /// A received packet, without its IP header.
    package struct Packet: Equatable, Sendable {
        /// Who sent it; the port is 0.
        package var source: SocketName
        package var bytes: [UInt8]
    }

    /// More than a handshake's packets have.
    private static let capacity = 1500

    /// A new socket of AF_INET or AF_INET6, non-blocking and closed on exec, which keeps what ICMP says of sent packets; a
    /// negated errno for none.
    package static func open(domain: CInt = AF_INET) -> CInt {
        let result = TCPSocket.open(domain: domain, kind: CInt(SOCK_RAW.rawValue), transport: CInt(IPPROTO_SCTP))
        guard result >= 0 else { return result }
        var isOn: CInt = 1
        let (level, option) = domain == AF_INET6 ? (IPPROTO_IPV6, IPV6_RECVERR) : (IPPROTO_IP, IP_RECVERR)
        setsockopt(result, CInt(level), option, &isOn, socklen_t(MemoryLayout<CInt>.size))
        return result
    }

    /// A socket that receives what is sent to the address of `name`, whose port is 0.
    package static func listen(_ name: SocketName) throws(SystemError) -> FileDescriptor {
        let subject = "SCTP packets"
        let socket = try FileDescriptor(
            result: Int(open(domain: name.domain)),
            operation: "open a socket for",
            subject: subject
        )
        let result = TCPSocket.bind(socket.rawValue, name)
        guard result >= 0 else { throw SystemError(errno: -result, operation: "bind a socket for", subject: subject) }
        return socket
    }

    /// The next packet that waits; nil for none.
    package static func packet(_ descriptor: CInt) -> Packet? {
        guard let received = receive(descriptor, flags: MSG_DONTWAIT), let source = received.source else { return nil }
        let bytes = received.bytes
        // A raw socket of IPv6 gets no header (RFC 3542, section 3).
        guard case .v4 = source else { return Packet(source: source, bytes: bytes) }
        // The length of the header in words of four bytes (RFC 791, section 3.1).
        guard let first = bytes.first else { return nil }
        let header = Int(first & 0x0f) * 4
        guard header >= 20, bytes.count >= header else { return nil }
        return Packet(source: source, bytes: Array(bytes[header...]))
    }

    /// The next of the sent packets that an ICMP error refused, as much as came back of it; nil for none.
    ///
    /// `TCPSocket.pendingError` has to be read beside it, once an error.
    package static func refusedBytes(_ descriptor: CInt) -> [UInt8]? {
        receive(descriptor, flags: MSG_DONTWAIT | MSG_ERRQUEUE)?.bytes
    }

    /// Sends to somebody from a socket that is not connected; a negated errno if nothing was sent.
    package static func send(_ descriptor: CInt, _ bytes: [UInt8], to name: SocketName) -> Int {
        name.withAddress { pointer, size in
            let sent = sendto(descriptor, bytes, bytes.count, CInt(MSG_DONTWAIT), pointer, size)
            return sent < 0 ? -Int(errno) : sent
        }
    }

    private static func receive(_ descriptor: CInt, flags: Int) -> (bytes: [UInt8], source: SocketName?)? {
        var count = 0
        var peer = sockaddr_storage()
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
            count = withUnsafeMutableBytes(of: &peer) { name in
                var size = socklen_t(name.count)
                let pointer = name.baseAddress?.assumingMemoryBound(to: sockaddr.self)
                return recvfrom(descriptor, buffer.baseAddress, capacity, CInt(flags), pointer, &size)
            }
            initialized = max(0, count)
        }
        return count < 0 ? nil : (bytes, SocketName(peer))
    }
}
