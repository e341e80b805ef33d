import Glibc

/// The name of a socket: an address of either family in host byte order, and a port (ip(7), ipv6(7)).
///
/// For sockets that are made one at a time; the load generator's loop hands its IPv4 addresses to `TCPSocket` as numbers.
package enum SocketName: Hashable, Sendable {
    case v4(UInt32, port: UInt16)
    case v6(UInt128, port: UInt16)

    /// The domain of sockets that can bear the name: AF_INET or AF_INET6.
    package var domain: CInt {
        switch self {
        case .v4: AF_INET
        case .v6: AF_INET6
        }
    }

    package var port: UInt16 {
        switch self {
        case .v4(_, let port), .v6(_, let port): port
        }
    }

    /// Reads what a system call wrote; nil for another family's name.
    init?(_ storage: sockaddr_storage) {
        var storage = storage
        switch CInt(storage.ss_family) {
        case AF_INET:
            let name = withUnsafeBytes(of: &storage) { $0.loadUnaligned(as: sockaddr_in.self) }
            self = .v4(UInt32(bigEndian: name.sin_addr.s_addr), port: UInt16(bigEndian: name.sin_port))
        case AF_INET6:
            var name = withUnsafeBytes(of: &storage) { $0.loadUnaligned(as: sockaddr_in6.self) }
            let address = withUnsafeBytes(of: &name.sin6_addr) { $0.loadUnaligned(as: UInt128.self) }
            self = .v6(UInt128(bigEndian: address), port: UInt16(bigEndian: name.sin6_port))
        default: return nil
        }
    }

    /// Hands the name to a system call in the kernel's form.
    func withAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        switch self {
        case .v4(let address, let port):
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr.s_addr = address.bigEndian
            return SocketName.with(&name, body)
        case .v6(let address, let port):
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            name.sin6_port = port.bigEndian
            withUnsafeMutableBytes(of: &name.sin6_addr) { $0.storeBytes(of: address.bigEndian, as: UInt128.self) }
            return SocketName.with(&name, body)
        }
    }

    private static func with<Name, Result>(
        _ name: inout Name,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<Name>.size))
            }
        }
    }
}
