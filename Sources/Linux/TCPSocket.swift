import CLinux
import Glibc

/// Non-blocking TCP sockets over IPv4, by bare descriptor.
///
/// These calls sit in the load generator's loop, where nothing may throw, allocate or count references: each returns
/// what the kernel returned, or a negated errno. Addresses are in host byte order.
package enum TCPSocket {
    /// A new socket, non-blocking and closed on exec.
    package static func open() -> CInt {
        CInt(npb_stream_socket())
    }

    /// Begins to connect; -EINPROGRESS says that the handshake is under way.
    package static func connect(_ descriptor: CInt, address: UInt32, port: UInt16) -> CInt {
        CInt(npb_connect(descriptor, address, port))
    }

    /// Binds to `address` and leaves the port to `connect`, which may then share it between destinations.
    ///
    /// See ip(7), IP_BIND_ADDRESS_NO_PORT: without it a bound source has one port for all destinations together.
    package static func bindSource(_ descriptor: CInt, address: UInt32) -> CInt {
        CInt(npb_bind_without_port(descriptor, address))
    }

    /// Sends small writes at once instead of gathering them (Nagle's algorithm off).
    package static func setNoDelay(_ descriptor: CInt) -> CInt {
        CInt(npb_set_no_delay(descriptor))
    }

    /// Sends what fits into the socket's buffer; never raises SIGPIPE.
    package static func send(_ descriptor: CInt, _ bytes: UnsafeRawPointer, count: Int) -> Int {
        var result = npb_send(descriptor, bytes, count)
        while result == -Int(EINTR) { result = npb_send(descriptor, bytes, count) }
        return result
    }

    /// Receives what there is, up to `capacity` bytes; 0 says that the peer has closed.
    package static func receive(_ descriptor: CInt, _ bytes: UnsafeMutableRawPointer, capacity: Int) -> Int {
        var result = npb_receive(descriptor, bytes, capacity)
        while result == -Int(EINTR) { result = npb_receive(descriptor, bytes, capacity) }
        return result
    }

    /// The socket's pending error, negated; 0 for none.
    ///
    /// Reading clears it.
    package static func pendingError(_ descriptor: CInt) -> CInt {
        CInt(npb_pending_error(descriptor))
    }

    /// TCP segments that the socket has sent, a SYN among them, or a negated errno.
    package static func segmentsSent(_ descriptor: CInt) -> Int {
        npb_segments_sent(descriptor)
    }

    /// Closes the descriptor; Linux frees it whatever close(2) returns.
    package static func close(_ descriptor: CInt) {
        _ = npb_close(descriptor)
    }

    /// A socket that listens on `address`; port 0 lets the kernel choose one.
    package static func listen(
        address: UInt32,
        port: UInt16,
        backlog: Int
    ) throws(SystemError) -> FileDescriptor {
        let subject = "port \(port)"
        let socket = try FileDescriptor(result: npb_stream_socket(), operation: "open a socket for", subject: subject)
        let steps = [
            ("share", npb_set_reuse_address(socket.rawValue)),
            ("bind", npb_bind(socket.rawValue, address, port)),
            ("listen on", npb_listen(socket.rawValue, CInt(clamping: backlog))),
        ]
        for (operation, result) in steps where result < 0 {
            throw SystemError(errno: CInt(-result), operation: operation, subject: subject)
        }
        return socket
    }

    /// The next connection of a listening socket, non-blocking; -EAGAIN for none.
    package static func accept(_ descriptor: CInt) -> CInt {
        CInt(npb_accept(descriptor))
    }

    /// The port that a socket is bound to.
    package static func localPort(_ descriptor: borrowing FileDescriptor) throws(SystemError) -> UInt16 {
        let result = npb_local_port(descriptor.rawValue)
        guard result >= 0 else {
            throw SystemError(errno: CInt(-result), operation: "read the port of", subject: "a socket")
        }
        return UInt16(result)
    }
}
