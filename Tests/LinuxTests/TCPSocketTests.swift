import Glibc
import Linux
import Testing

@Suite struct TCPSocketTests {
    private static let loopback: UInt32 = 0x7f00_0001

    /// A connected pair on loopback and the epoll instance that watches the client.
    private func withPair(
        _ body: (_ client: borrowing FileDescriptor, _ server: borrowing FileDescriptor, borrowing Epoll) throws -> Void
    ) throws {
        let listener = try TCPSocket.listen(address: Self.loopback, port: 0, backlog: 1)
        let epoll = try Epoll(capacity: 4)
        let client = FileDescriptor(owning: TCPSocket.open())
        let port = try TCPSocket.localPort(listener)
        let result = TCPSocket.connect(client.rawValue, address: Self.loopback, port: port)
        #expect(result == 0 || result == -EINPROGRESS)
        let interest: Epoll.Interest = .readable | .writable | .peerClosed | .edgeTriggered
        #expect(epoll.add(client.rawValue, interest, token: 7 << 32 | 3) == 0)
        #expect(epoll.wait(milliseconds: 1000) == 1)
        #expect(epoll.token(0) == 7 << 32 | 3)
        #expect(epoll.events(0) == .writable)
        let server = FileDescriptor(owning: TCPSocket.accept(listener.rawValue))
        #expect(server.rawValue >= 0)
        try body(client, server, epoll)
    }

    @Test("Bytes go through, an empty socket says EAGAIN, a closed one 0")
    func exchange() throws {
        try withPair { client, server, epoll in
            var bytes: [UInt8] = [1, 2, 3]
            #expect(TCPSocket.receive(client.rawValue, &bytes, capacity: 3) == -Int(EAGAIN))
            #expect(TCPSocket.send(server.rawValue, &bytes, count: 3) == 3)
            #expect(epoll.wait(milliseconds: 1000) == 1)
            #expect(epoll.events(0) == .readable | .writable)
            var received: [UInt8] = [0, 0, 0, 0]
            #expect(TCPSocket.receive(client.rawValue, &received, capacity: 4) == 3)
            #expect(received == [1, 2, 3, 0])
            #expect(epoll.wait(milliseconds: 0) == 0)
            #expect(shutdown(server.rawValue, CInt(SHUT_WR)) == 0)
            #expect(epoll.wait(milliseconds: 1000) == 1)
            #expect(epoll.events(0).intersects(.peerClosed))
            #expect(TCPSocket.receive(client.rawValue, &received, capacity: 4) == 0)
        }
    }

    @Test("A state that an edge has reported is reported again after rearming")
    func rearm() throws {
        try withPair { client, _, epoll in
            #expect(epoll.wait(milliseconds: 0) == 0)
            #expect(epoll.rearm(client.rawValue, .writable | .edgeTriggered, token: 9) == 0)
            #expect(epoll.wait(milliseconds: 0) == 1)
            #expect(epoll.token(0) == 9)
        }
    }

    @Test("Writing to a peer that is gone is an error number and no signal")
    func brokenPipe() throws {
        try withPair { client, _, _ in
            var bytes: [UInt8] = [1]
            #expect(shutdown(client.rawValue, CInt(SHUT_WR)) == 0)
            #expect(TCPSocket.send(client.rawValue, &bytes, count: 1) == -Int(EPIPE))
        }
    }

    @Test("A port that nobody listens on leaves a refusal to be read, once")
    func refused() throws {
        let port: UInt16
        do { port = try TCPSocket.localPort(TCPSocket.listen(address: Self.loopback, port: 0, backlog: 1)) }
        let client = FileDescriptor(owning: TCPSocket.open())
        let epoll = try Epoll(capacity: 1)
        let result = TCPSocket.connect(client.rawValue, address: Self.loopback, port: port)
        #expect(result == -EINPROGRESS || result == -ECONNREFUSED)
        #expect(epoll.add(client.rawValue, .writable, token: 0) == 0)
        #expect(epoll.wait(milliseconds: 1000) == 1)
        #expect(epoll.events(0).intersects(.failed))
        #expect(TCPSocket.pendingError(client.rawValue) == -ECONNREFUSED)
        #expect(TCPSocket.pendingError(client.rawValue) == 0)
    }

    @Test("A source is bound without a port, which the connect chooses")
    func source() throws {
        let client = FileDescriptor(owning: TCPSocket.open())
        #expect(TCPSocket.bindSource(client.rawValue, address: 0x7f00_0009) == 0)
        #expect(try TCPSocket.localPort(client) == 0)
        #expect(TCPSocket.bindSource(client.rawValue, address: 0xc000_0201) < 0)
    }

    @Test("A port in use is an error that names step and port")
    func inUse() throws {
        let listener = try TCPSocket.listen(address: Self.loopback, port: 0, backlog: 1)
        let port = try TCPSocket.localPort(listener)
        let error = #expect(throws: SystemError.self) {
            _ = try TCPSocket.listen(address: Self.loopback, port: port, backlog: 1)
        }
        #expect(error?.description == "could not bind port \(port): EADDRINUSE (Address already in use)")
    }

    @Test("A descriptor that epoll cannot watch is an error number")
    func unwatchable() throws {
        let epoll = try Epoll(capacity: 1)
        #expect(epoll.add(-1, .readable, token: 0) == -EBADF)
        #expect(epoll.rearm(0, .readable, token: 0) < 0)
    }
}
