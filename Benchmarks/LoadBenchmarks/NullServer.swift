import Dispatch
import Glibc
import Linux
import Synchronization

/// A server that does the least that HTTP allows: any bytes are a request, the answer is always the same.
///
/// Closes first when asked to, as real servers do.
final class NullServer: Sendable {
    let port: UInt16
    private let allocates: Bool
    private let stopping = Atomic<Bool>(false)
    private let ended = DispatchGroup()

    /// Listens on a free port of 127.0.0.1 and serves from a thread of its own, on `cpu` if one is given.
    ///
    /// `allocates` plants an allocation into every answer, so that who counts allocations can see that they count.
    init(cpu: Int?, allocates: Bool) throws(SystemError) {
        let listener = try TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 4096)
        self.allocates = allocates
        self.port = try TCPSocket.localPort(listener)
        let raw = listener.release()
        DispatchQueue(label: "npbench.null-server").async(group: ended) { [self] in
            let listener = FileDescriptor(owning: raw)
            do {
                if let cpu { try CPUAffinity.pin(to: cpu) }
                try serve(listener)
            } catch {
                Complaint.write("the null server ended: \(error)")
            }
        }
    }

    /// Ends the server; its thread is gone within 100 ms.
    func stop() {
        stopping.store(true, ordering: .relaxed)
        ended.wait()
    }

    private func serve(_ listener: borrowing FileDescriptor) throws(SystemError) {
        let epoll = try Epoll(capacity: 256)
        let watched = epoll.add(listener.rawValue, .readable, token: UInt64(listener.rawValue))
        guard watched == 0 else {
            throw SystemError(errno: -watched, operation: "watch", subject: "the listening socket")
        }
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 16)
        defer { buffer.deallocate() }
        while !stopping.load(ordering: .relaxed) {
            for event in 0..<epoll.wait(milliseconds: 100) {
                let descriptor = CInt(epoll.token(event))
                if descriptor == listener.rawValue {
                    accept(listener, into: epoll)
                } else {
                    answer(descriptor, buffer)
                }
            }
        }
    }

    private func accept(_ listener: borrowing FileDescriptor, into epoll: borrowing Epoll) {
        while true {
            let descriptor = TCPSocket.accept(listener.rawValue)
            guard descriptor >= 0 else { return }
            if epoll.add(descriptor, .readable, token: UInt64(descriptor)) < 0 { TCPSocket.close(descriptor) }
        }
    }

    private func answer(_ descriptor: CInt, _ buffer: UnsafeMutableRawPointer) {
        let count = TCPSocket.receive(descriptor, buffer, capacity: 4095)
        if count == -Int(EAGAIN) { return }
        guard count > 0 else { return TCPSocket.close(descriptor) }
        buffer.storeBytes(of: 0, toByteOffset: count, as: UInt8.self)
        if allocates { free(strdup(buffer.assumingMemoryBound(to: CChar.self))) }
        let closing: StaticString = "Connection: close"
        let closes = closing.utf8Start.withMemoryRebound(to: CChar.self, capacity: closing.utf8CodeUnitCount) {
            strstr(buffer.assumingMemoryBound(to: CChar.self), $0) != nil
        }
        let response: StaticString =
            closes
            ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
            : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        _ = TCPSocket.send(descriptor, response.utf8Start, count: response.utf8CodeUnitCount)
        if closes { TCPSocket.close(descriptor) }
    }
}
