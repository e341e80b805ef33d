package import Linux

/// A port of 127.0.0.1 where connections are made and nothing is ever answered.
///
/// Nobody accepts them: the kernel makes them for as long as there is room in the listener's queue.
package struct SilentListener: ~Copyable {
    package let port: UInt16
    private let socket: FileDescriptor

    package init() throws(SystemError) {
        let listener = try TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 4096)
        port = try TCPSocket.localPort(listener)
        socket = listener
    }
}
