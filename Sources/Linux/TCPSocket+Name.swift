import CLinux
import Glibc

/// The same calls for sockets of either family.
extension TCPSocket {
    /// A new socket of AF_INET or AF_INET6, non-blocking and closed on exec.
    package static func open(domain: CInt) -> CInt {
        open(domain: domain, kind: CInt(SOCK_STREAM.rawValue), transport: 0)
    }

    /// Binds to `name`, for a socket that then connects from there; one of UDP or a raw one too.
    package static func bind(_ descriptor: CInt, _ name: SocketName) -> CInt {
        name.withAddress { Glibc.bind(descriptor, $0, $1) < 0 ? -errno : 0 }
    }

    /// Begins to connect; -EINPROGRESS says that the handshake is under way.
    package static func connect(_ descriptor: CInt, _ name: SocketName) -> CInt {
        name.withAddress { Glibc.connect(descriptor, $0, $1) < 0 ? -errno : 0 }
    }

    /// A socket that listens on `name`; port 0 lets the kernel choose one.
    package static func listen(_ name: SocketName, backlog: Int) throws(SystemError) -> FileDescriptor {
        let subject = "port \(name.port)"
        let socket = try FileDescriptor(
            result: Int(open(domain: name.domain)),
            operation: "open a socket for",
            subject: subject
        )
        let steps = [
            ("share", npb_set_reuse_address(socket.rawValue)), ("bind", Int(bind(socket.rawValue, name))),
            ("listen on", npb_listen(socket.rawValue, CInt(clamping: backlog))),
        ]
        for (operation, result) in steps where result < 0 {
            throw SystemError(errno: CInt(-result), operation: operation, subject: subject)
        }
        return socket
    }

    /// A new socket, non-blocking and closed on exec; a negated errno for none.
    static func open(domain: CInt, kind: CInt, transport: CInt) -> CInt {
        let result = socket(domain, kind | CInt(SOCK_CLOEXEC.rawValue) | CInt(SOCK_NONBLOCK.rawValue), transport)
        return result < 0 ? -errno : result
    }
}
