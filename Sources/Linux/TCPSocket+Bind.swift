import CLinux
import Glibc

extension TCPSocket {
    /// Binds to `address` and `port`, for a socket that then connects from there; a UDP socket too.
    package static func bind(_ descriptor: CInt, address: UInt32, port: UInt16) -> CInt {
        CInt(npb_bind(descriptor, address, port))
    }

    /// Makes close send a reset, after which neither end remembers the connection (socket(7), SO_LINGER).
    ///
    /// For probes: each would otherwise leave its port in TIME_WAIT for a minute.
    package static func resetOnClose(_ descriptor: CInt) {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
}
