import Foundation
import Glibc
import Synchronization

/// A server on 127.0.0.1 that answers every request alike and keeps what it was sent.
///
/// A thread accepts, each connection has a thread of its own; what ends them is `stop`.
final class WebServer: Sendable {
    struct NoSocket: Error {}

    let port: UInt16
    private let listener: CInt
    private let response: [UInt8]
    private let seen = Mutex<[String]>([])
    private let peers = Mutex<Set<UInt32>>([])

    /// - Parameter response: status line, headers and body; the connection is closed after it if it says so.
    init(_ response: String = "HTTP/1.1 200 OK\r\nServer: test\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")
        throws
    {
        self.response = Array(response.utf8)
        listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 1024) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        guard isListening else { throw NoSocket() }
        Thread.detachNewThread { [self] in accept() }
    }

    var url: String { "http://127.0.0.1:\(port)/page" }

    /// The requests so far, heads and bodies.
    var requests: [String] { seen.withLock { $0 } }
    /// The addresses that connected, in host order.
    var clients: Set<UInt32> { peers.withLock { $0 } }

    func stop() {
        shutdown(listener, CInt(SHUT_RDWR))
        close(listener)
    }

    private func accept() {
        while true {
            var address = sockaddr_in()
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let connection = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.accept(listener, $0, &length) }
            }
            guard connection >= 0 else { return }
            let client = UInt32(bigEndian: address.sin_addr.s_addr)
            peers.withLock { _ = $0.insert(client) }
            Thread.detachNewThread { [self] in serve(connection) }
        }
    }

    private func serve(_ connection: CInt) {
        var bytes: [UInt8] = []
        while let request = nextRequest(connection, &bytes) {
            seen.withLock { $0.append(request) }
            guard write(connection, response, response.count) == response.count else { break }
            if String(decoding: response, as: UTF8.self).contains("Connection: close") { break }
        }
        close(connection)
    }

    /// Reads a request whose body is as long as its header says.
    private func nextRequest(_ connection: CInt, _ bytes: inout [UInt8]) -> String? {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let head = text[..<end.upperBound]
                let length = head.firstMatch(of: #/Content-Length: (\d+)/#).flatMap { Int($0.output.1) } ?? 0
                if bytes.count >= head.utf8.count + length {
                    let request = Array(bytes[..<(head.utf8.count + length)])
                    bytes.removeFirst(request.count)
                    return String(decoding: request, as: UTF8.self)
                }
            }
            let count = read(connection, &chunk, chunk.count)
            guard count > 0 else { return nil }
            bytes += chunk[..<count]
        }
    }
}
