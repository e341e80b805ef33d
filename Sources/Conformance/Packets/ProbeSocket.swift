import Addressing
import Cluster
import Glibc
import Linux

/// One probe under way: a socket that was made in the network namespace of its source.
struct ProbeSocket {
    let descriptor: CInt
    /// Nil while the answer is awaited; the first call may decide already.
    private(set) var verdict: PacketVerdict?
    /// When the verdict came; until then, when the probe was sent, at which time a silent one was dropped.
    private(set) var instant = ContinuousClock.now
    private var isOpen = true
    /// What was sent, if that was an SCTP packet.
    private var initiation: SCTPPacket?
    /// Bytes of an address of the probe's family, which is the answer to TCP and UDP.
    private let size: Int

    /// Starts the probe from source port `port`, in the network namespace of the calling thread.
    ///
    /// Throws if the machine can not give a socket; what the network says is a verdict.
    init(_ probe: PacketProbe, from port: UInt16) throws(SystemError) {
        // A raw socket has no port.
        let isRaw = probe.transport == .sctp
        let source = probe.source.address.name(port: isRaw ? 0 : port)
        let destination = probe.destination.name(port: isRaw ? 0 : probe.port)
        size = probe.source.address.wireBytes.count
        descriptor =
            switch probe.transport {
            case .tcp: TCPSocket.open(domain: source.domain)
            case .udp: DatagramSocket.open(domain: source.domain)
            case .sctp: RawSCTPSocket.open(domain: source.domain)
            }
        guard descriptor >= 0 else {
            throw SystemError(errno: -descriptor, operation: "open", subject: "the socket of a probe")
        }
        if probe.transport == .tcp { TCPSocket.resetOnClose(descriptor) }
        let bound = TCPSocket.bind(descriptor, source)
        guard bound >= 0 else {
            TCPSocket.close(descriptor)
            throw SystemError(
                errno: -bound,
                operation: "bind a probe to",
                subject: "port \(port) of \(probe.source.address)"
            )
        }
        let connected = TCPSocket.connect(descriptor, destination)
        guard connected >= 0 || connected == -EINPROGRESS else {
            verdict = .refused
            return
        }
        var message: [UInt8]
        switch probe.transport {
        case .tcp:
            // A refusal that came back while connect held the socket is only a hint, which wakes nobody (`tcp_v6_err`): over IPv6
            // every one does.
            if TCPSocket.pendingError(descriptor) != 0 { verdict = .refused }
            return
        case .udp: message = [0]
        case .sctp:
            let initiation = ProbeSocket.initiation(from: port, to: probe.port)
            self.initiation = initiation
            message = initiation.bytes
        }
        if TCPSocket.send(descriptor, &message, count: message.count) < 0 { verdict = .refused }
    }

    /// Reads what an event brought; true if that decided.
    mutating func read() -> Bool {
        guard verdict == nil else { return false }
        defer { if verdict != nil { instant = ContinuousClock.now } }
        if let initiation {
            verdict = answer(to: initiation)
            return verdict != nil
        }
        guard TCPSocket.pendingError(descriptor) == 0 else {
            verdict = .refused
            return true
        }
        var answer = [UInt8](repeating: 0, count: size)
        let count = TCPSocket.receive(descriptor, &answer, capacity: size)
        if count == size, let address = IPAddress(wireBytes: answer) {
            verdict = .reached(address)
        } else if count != -Int(EAGAIN) {
            verdict = .refused
        }
        return verdict != nil
    }

    /// Lets the probe go, which is silent if it has no verdict; `epoll` may watch it.
    ///
    /// Closing alone would not end the watch while a child that is being forked holds the socket too.
    mutating func close(watchedBy epoll: borrowing Epoll) {
        guard isOpen else { return }
        isOpen = false
        _ = epoll.remove(descriptor)
        TCPSocket.close(descriptor)
    }
}
