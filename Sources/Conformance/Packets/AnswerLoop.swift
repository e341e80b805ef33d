import Addressing
import Linux
import Synchronization

/// The loop of the thread that answers probes.
///
/// Unchecked, since the compiler can not see that `sockets` is filled before the thread starts and emptied after it ended.
final class AnswerLoop: @unchecked Sendable {
    private struct Entry {
        var descriptor: CInt
        var role: ListeningSockets.Role
        var address: IPAddress
    }

    private var sockets: [Entry] = []
    private let isEnding = Atomic(false)

    /// How long an idle loop may take to notice that it should end, in milliseconds.
    private static let patience: CInt = 100

    func add(_ descriptor: CInt, _ role: ListeningSockets.Role, _ address: IPAddress) {
        sockets.append(Entry(descriptor: descriptor, role: role, address: address))
    }

    func end() {
        isEnding.store(true, ordering: .relaxed)
    }

    func close() {
        for entry in sockets { TCPSocket.close(entry.descriptor) }
        sockets = []
    }

    /// Answers until `end` is called.
    func serve() {
        let epoll: Epoll
        do throws(SystemError) { epoll = try Epoll(capacity: 256) } catch { return }
        var connections: Set<CInt> = []
        for (index, entry) in sockets.enumerated() {
            _ = epoll.add(entry.descriptor, .readable, token: UInt64(index))
        }
        while !isEnding.load(ordering: .relaxed) {
            for event in 0..<epoll.wait(milliseconds: AnswerLoop.patience) {
                let token = epoll.token(event)
                if token >= AnswerLoop.firstConnection {
                    let descriptor = CInt(truncatingIfNeeded: token & 0xffff_ffff)
                    // A child that is being forked may hold the socket for a moment, and epoll watches it as long: its
                    // next event would close whatever has got the number meanwhile.
                    _ = epoll.remove(descriptor)
                    TCPSocket.close(descriptor)
                    connections.remove(descriptor)
                } else {
                    let entry = sockets[Int(token)]
                    switch entry.role {
                    case .listener: accept(entry, epoll, &connections)
                    case .datagrams:
                        while DatagramSocket.answer(entry.descriptor, with: entry.address.wireBytes) >= 0 {}
                    case .associations(let ports): answer(entry, ports)
                    }
                }
            }
        }
        for descriptor in connections { TCPSocket.close(descriptor) }
    }

    /// Tokens from here on are connections; those below are places in `sockets`.
    private static let firstConnection: UInt64 = 1 << 32

    /// Answers all requests for an association that wait, as a kernel with SCTP would.
    private func answer(_ entry: Entry, _ ports: Set<UInt16>) {
        while let request = RawSCTPSocket.packet(entry.descriptor) {
            guard let packet = SCTPPacket(request.bytes), ports.contains(packet.destinationPort),
                let answer = packet.answer(from: entry.address)
            else { continue }
            _ = RawSCTPSocket.send(entry.descriptor, answer.bytes, to: request.source)
        }
        _ = TCPSocket.pendingError(entry.descriptor)
        while RawSCTPSocket.refusedBytes(entry.descriptor) != nil {}
    }

    /// Takes all connections that wait, and sends each the address; the client closes first.
    private func accept(_ entry: Entry, _ epoll: borrowing Epoll, _ connections: inout Set<CInt>) {
        while true {
            let descriptor = TCPSocket.accept(entry.descriptor)
            guard descriptor >= 0 else { return }
            let answer = entry.address.wireBytes
            _ = TCPSocket.send(descriptor, answer, count: answer.count)
            _ = epoll.add(
                descriptor,
                .readable | .peerClosed,
                token: AnswerLoop.firstConnection | UInt64(UInt32(bitPattern: descriptor))
            )
            connections.insert(descriptor)
        }
    }
}
