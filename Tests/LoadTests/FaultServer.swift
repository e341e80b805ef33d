import Dispatch
import Glibc
import Linux
import Synchronization

/// A server on 127.0.0.1 that treats every connection as its script says, and counts connections and requests.
///
/// A thread accepts, and each connection has a thread of its own; all end with `stop`, which waits for them.
final class FaultServer: Sendable {
    enum Step: Sendable {
        /// Waits for one request: its head, and the body that the head announces.
        case request
        case send([UInt8])
        case pause(milliseconds: UInt32)
        /// Closes with a FIN.
        case close
        /// Closes with an RST.
        case reset
        /// Does nothing until the client closes or the server stops.
        case hold
        /// Runs the steps before this one again.
        case again
    }

    /// A request as it came.
    struct Request: Sendable {
        /// The number of its connection, from 0.
        var connection: Int
        /// Where the connection came from.
        var peer: UInt32
        var bytes: [UInt8]

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    let port: UInt16
    private let script: [Step]
    private let keepsRequests: Bool
    private let kept = Mutex<[Request]>([])
    private let accepted = Atomic<Int>(0)
    private let read = Atomic<Int>(0)
    private let stopping = Atomic<Bool>(false)
    private let threads = DispatchGroup()

    var connections: Int { accepted.load(ordering: .relaxed) }
    var requests: Int { read.load(ordering: .relaxed) }
    /// The requests in the order in which they were whole; empty unless they were to be kept.
    var received: [Request] { kept.withLock { $0 } }

    init(_ script: [Step], keepsRequests: Bool = false) throws(SystemError) {
        self.keepsRequests = keepsRequests
        let listener = try TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 1024)
        self.port = try TCPSocket.localPort(listener)
        self.script = script
        let raw = listener.release()
        threads.enter()
        Thread.detach { [self] in
            accept(FileDescriptor(owning: raw))
            threads.leave()
        }
    }

    /// A server that answers each request on a kept connection with `response`.
    convenience init(keepAlive response: String) throws(SystemError) {
        try self.init([.request, .send(Array(response.utf8)), .again])
    }

    /// A server that answers one request with `response` and closes.
    convenience init(answer response: String) throws(SystemError) {
        try self.init([.request, .send(Array(response.utf8)), .close])
    }

    func stop() {
        stopping.store(true, ordering: .relaxed)
        threads.wait()
    }

    private var isStopping: Bool { stopping.load(ordering: .relaxed) }

    private func accept(_ listener: consuming FileDescriptor) {
        let descriptor = listener.rawValue
        while !isStopping {
            guard isReadable(descriptor) else { continue }
            let connection = TCPSocket.accept(descriptor)
            guard connection >= 0 else { continue }
            let number = accepted.add(1, ordering: .relaxed).oldValue
            threads.enter()
            Thread.detach { [self] in
                serve(connection, number)
                threads.leave()
            }
        }
    }

    private func serve(_ connection: CInt, _ number: Int) {
        var request: [UInt8] = []
        var step = 0
        var isOpen = true
        while isOpen, step < script.count, !isStopping {
            switch script[step] {
            case .request: isOpen = readRequest(connection, number, &request)
            case .send(let bytes): isOpen = send(connection, bytes)
            case .pause(let milliseconds): usleep(milliseconds * 1000)
            case .close: isOpen = false
            case .reset:
                var linger = linger(l_onoff: 1, l_linger: 0)
                setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
                isOpen = false
            case .hold: while !isStopping, isOpen { isOpen = !isReadable(connection) || drain(connection) }
            case .again: step = -1
            }
            step += 1
        }
        close(connection)
    }

    private func isReadable(_ descriptor: CInt) -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, 20) > 0
    }

    /// Reads on until a request is whole, and leaves what follows it in `buffer`; false if the client is gone.
    private func readRequest(_ connection: CInt, _ number: Int, _ buffer: inout [UInt8]) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65536)
        var length: Int?
        while !isStopping {
            if length == nil { length = Self.requestLength(buffer) }
            if let length, buffer.count >= length {
                if keepsRequests {
                    let request = Request(connection: number, peer: peer(connection), bytes: Array(buffer[..<length]))
                    kept.withLock { $0.append(request) }
                }
                buffer.removeSubrange(..<length)
                read.add(1, ordering: .relaxed)
                return true
            }
            guard isReadable(connection) else { continue }
            let count = TCPSocket.receive(connection, &bytes, capacity: bytes.count)
            guard count > 0 else { return false }
            buffer += bytes[..<count]
        }
        return false
    }

    /// The bytes of the request that `buffer` begins with; nil until its head is whole.
    private static func requestLength(_ buffer: [UInt8]) -> Int? {
        guard let end = buffer.indices.first(where: { buffer[$0...].starts(with: [13, 10, 13, 10]) }) else {
            return nil
        }
        let lines = String(decoding: buffer[..<end], as: UTF8.self).split(separator: "\r\n")
        let length = lines.first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) }
        return end + 4 + (length ?? 0)
    }

    private func peer(_ connection: CInt) -> UInt32 {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(connection, $0, &size) }
        }
        return result == 0 ? UInt32(bigEndian: address.sin_addr.s_addr) : 0
    }

    /// Throws away what has come; false if the client is gone.
    private func drain(_ connection: CInt) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 4096)
        return TCPSocket.receive(connection, &bytes, capacity: bytes.count) > 0
    }

    private func send(_ connection: CInt, _ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count, !isStopping {
            let count = bytes.withUnsafeBytes { bytes in
                TCPSocket.send(connection, bytes.baseAddress.unsafelyUnwrapped + sent, count: bytes.count - sent)
            }
            if count > 0 {
                sent += count
            } else if count == -Int(EAGAIN) {
                usleep(1000)
            } else {
                return false
            }
        }
        return true
    }
}
