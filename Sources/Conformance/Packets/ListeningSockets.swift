import Addressing
import Linux

/// Sockets that wait for probes in many network namespaces, and one thread that answers them all.
///
/// Every answer is the address that was reached, in network order: a client behind a Service learns which
/// endpoint it was given. A socket stays in the namespace it was made in, so one thread of any namespace serves all.
final class ListeningSockets {
    enum Role {
        /// Takes TCP connections.
        case listener
        /// Takes UDP datagrams.
        case datagrams
        /// Takes SCTP packets, and answers those to `ports`.
        case associations(ports: Set<UInt16>)
    }

    private let thread: OwnedThread
    private let loop: AnswerLoop
    private var isServing = false

    init() throws(SystemError) {
        thread = try OwnedThread()
        loop = AnswerLoop()
    }

    deinit {
        stop()
    }

    /// Opens `ports` of TCP, UDP and SCTP on an address of the calling thread's network namespace; before `start`.
    func open(_ address: IPAddress, ports: [UInt16]) throws(SystemError) {
        for port in ports {
            let stream = try TCPSocket.listen(address.name(port: port), backlog: 1024)
            loop.add(stream.release(), .listener, address)
            let datagrams = try DatagramSocket.listen(address.name(port: port))
            loop.add(datagrams.release(), .datagrams, address)
        }
        let packets = try RawSCTPSocket.listen(address.name(port: 0))
        loop.add(packets.release(), .associations(ports: Set(ports)), address)
    }

    func start() {
        guard !isServing else { return }
        isServing = true
        thread.begin { [loop] in loop.serve() }
    }

    /// Ends the thread and closes all sockets; takes up to a tenth of a second.
    func stop() {
        if isServing {
            loop.end()
            thread.finish()
            isServing = false
        }
        loop.close()
    }
}
