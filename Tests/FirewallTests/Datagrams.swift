import Linux

/// Real packets over the loopback device of the calling thread's namespace.
enum Datagrams {
    /// What one datagram of `send(_:)` counts for: 20 bytes of IP header, 8 of UDP, 100 of payload.
    static let size: UInt64 = 128

    /// Sends `count` datagrams to a port of 127.0.0.1, each from a socket of its own.
    static func send(_ count: Int, port: UInt16 = 9) throws {
        let script = "for i in $(seq \(count)); do printf %0100d 0 >/dev/udp/127.0.0.1/\(port); done"
        let result = try ChildProcess.run("bash", ["-c", script])
        guard result.hasSucceeded else { throw FreshNamespaceError(description: result.errorText) }
    }
}
