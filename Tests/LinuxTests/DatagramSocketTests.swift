import Glibc
import Linux
import Testing

@Suite struct DatagramSocketTests {
    private let loopback: UInt32 = 0x7f00_0001

    @Test("A datagram is answered to its sender with the bytes given")
    func answers() throws {
        let server = try DatagramSocket.listen(.v4(loopback, port: 0))
        let port = try TCPSocket.localPort(server)
        #expect(DatagramSocket.answer(server.rawValue, with: [1]) == -EAGAIN)
        let client = FileDescriptor(owning: DatagramSocket.open())
        #expect(TCPSocket.connect(client.rawValue, address: loopback, port: port) == 0)
        var byte: UInt8 = 7
        #expect(TCPSocket.send(client.rawValue, &byte, count: 1) == 1)
        #expect(DatagramSocket.answer(server.rawValue, with: [0x0a, 0xf4, 1, 2]) == 0)
        var answer: [UInt8] = [0, 0, 0, 0, 0]
        #expect(TCPSocket.receive(client.rawValue, &answer, capacity: 5) == 4)
        #expect(answer.prefix(4) == [0x0a, 0xf4, 1, 2])
    }

    @Test("A port that is taken is an error that names it")
    func taken() throws {
        let first = try DatagramSocket.listen(.v4(loopback, port: 0))
        let port = try TCPSocket.localPort(first)
        let error = #expect(throws: SystemError.self) {
            _ = try DatagramSocket.listen(.v4(loopback, port: port))
        }
        #expect(error?.errno == EADDRINUSE)
        #expect(error?.description.contains("UDP port \(port)") == true)
        _ = first.rawValue
    }

    @Test("A datagram to nobody comes back as an error of the socket")
    func nobody() throws {
        var port: UInt16 = 0
        do {
            let server = try DatagramSocket.listen(.v4(loopback, port: 0))
            port = try TCPSocket.localPort(server)
        }
        let client = FileDescriptor(owning: DatagramSocket.open())
        #expect(TCPSocket.connect(client.rawValue, address: loopback, port: port) == 0)
        var byte: UInt8 = 7
        #expect(TCPSocket.send(client.rawValue, &byte, count: 1) == 1)
        #expect(TCPSocket.pendingError(client.rawValue) == -ECONNREFUSED)
    }

    @Test("A socket that resets on close leaves no connection in TIME_WAIT, and binds to its port again at once")
    func reset() throws {
        let server = try TCPSocket.listen(address: loopback, port: 0, backlog: 8)
        let port = try TCPSocket.localPort(server)
        for _ in 0..<2 {
            let client = FileDescriptor(owning: TCPSocket.open())
            TCPSocket.resetOnClose(client.rawValue)
            #expect(TCPSocket.bind(client.rawValue, address: loopback, port: 31_999) == 0)
            #expect(TCPSocket.connect(client.rawValue, address: loopback, port: port) == -EINPROGRESS)
            var accepted = -EAGAIN
            while accepted == -EAGAIN { accepted = TCPSocket.accept(server.rawValue) }
            _ = consume client
            TCPSocket.close(accepted)
        }
        _ = server.rawValue
    }
}
