import Dispatch
import Glibc
package import Linux
import Synchronization

/// A server that does the least that HTTP allows: any bytes are a request, the answer is always the same.
///
/// Closes first when asked to, as real servers do.
package final class NullServer: Sendable {
    package let port: UInt16
    private let allocates: Bool
    private let resetsEvery: Int
    private let accepted = Atomic<Int>(0)
    private let received = Atomic<Int>(0)
    private let reset = Atomic<Int>(0)
    private let stopping = Atomic<Bool>(false)
    private let ended = DispatchGroup()

    /// Connections accepted, requests received, and requests of which a reset was the answer, so far.
    package var connections: Int { accepted.load(ordering: .relaxed) }
    package var requests: Int { received.load(ordering: .relaxed) }
    package var resets: Int { reset.load(ordering: .relaxed) }

    /// Listens on a free port of 127.0.0.1 and serves from a thread of its own, on `cpu` if one is given.
    ///
    /// `allocates` plants an allocation into every answer, so that who counts allocations can see that they count;
    /// `resetsEvery` answers the last of each so many requests with a reset, 0 none.
    package init(cpu: Int?, allocates: Bool = false, resetsEvery: Int = 0) throws(SystemError) {
        let listener = try TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 4096)
        self.allocates = allocates
        self.resetsEvery = resetsEvery
        self.port = try TCPSocket.localPort(listener)
        let raw = listener.release()
        DispatchQueue(label: "npbench.null-server").async(group: ended) { [self] in
            let listener = FileDescriptor(owning: raw)
            do {
                if let cpu { try CPUAffinity.pin(to: cpu) }
                try serve(listener)
            } catch {
                // Its clients can only see that it is gone.
                fatalError("the null server ended: \(error)")
            }
        }
    }

    /// Ends the server; its thread is gone within 100 ms.
    package func stop() {
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
            accepted.add(1, ordering: .relaxed)
            if epoll.add(descriptor, .readable, token: UInt64(descriptor)) < 0 { TCPSocket.close(descriptor) }
        }
    }

    private func answer(_ descriptor: CInt, _ buffer: UnsafeMutableRawPointer) {
        let count = TCPSocket.receive(descriptor, buffer, capacity: 4095)
        if count == -Int(EAGAIN) { return }
        guard count > 0 else { return TCPSocket.close(descriptor) }
        let requests = received.add(1, ordering: .relaxed).newValue
        if resetsEvery > 0, requests % resetsEvery == 0 {
            reset.add(1, ordering: .relaxed)
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
            return TCPSocket.close(descriptor)
        }
        buffer.storeBytes(of: 0, toByteOffset: count, as: UInt8.self)
        if allocates { free(strdup(buffer.assumingMemoryBound(to: CChar.self))) }
        let asked = connectionHeader(buffer)
        // HTTP/1.0, as ab speaks it, is closed unless the answer says otherwise.
        let response: StaticString =
            switch asked {
            case UInt8(ascii: "c"): "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
            case UInt8(ascii: "K"): "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok"
            default: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
            }
        _ = TCPSocket.send(descriptor, response.utf8Start, count: response.utf8CodeUnitCount)
        if asked == UInt8(ascii: "c") { TCPSocket.close(descriptor) }
    }

    /// The first letter of what the request's `Connection` header asks for; 0 without one.
    private func connectionHeader(_ request: UnsafeMutableRawPointer) -> UInt8 {
        let name: StaticString = "Connection: "
        let found = name.utf8Start.withMemoryRebound(to: CChar.self, capacity: name.utf8CodeUnitCount) {
            strstr(request.assumingMemoryBound(to: CChar.self), $0)
        }
        guard let found else { return 0 }
        return UInt8(bitPattern: found[name.utf8CodeUnitCount])
    }
}
