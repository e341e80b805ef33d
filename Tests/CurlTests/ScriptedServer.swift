import Dispatch
import Glibc
import Linux
import Synchronization

/// A server on loopback that does one thing to every connection, and counts them.
final class ScriptedServer: Sendable {
    enum Script: Sendable {
        /// Sends these bytes after the request, then closes.
        case answer(String)
        /// Sends the request itself back as the body.
        case echo
        /// Takes the connection and says nothing.
        case silence
    }

    let port: UInt16
    let connections = Atomic<Int>(0)
    private let stopping = Atomic<Bool>(false)
    private let ended = DispatchGroup()

    init(_ script: Script) throws {
        let listener = try TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 64)
        self.port = try TCPSocket.localPort(listener)
        let raw = listener.release()
        DispatchQueue(label: "scripted-server").async(group: ended) { [self] in
            let listener = FileDescriptor(owning: raw)
            var silent: [CInt] = []
            while !stopping.load(ordering: .relaxed) {
                let descriptor = TCPSocket.accept(listener.rawValue)
                guard descriptor >= 0 else {
                    usleep(1000)
                    continue
                }
                connections.add(1, ordering: .relaxed)
                if case .silence = script { silent.append(descriptor) } else { serve(descriptor, script) }
            }
            silent.forEach { _ = close($0) }
        }
    }

    func stop() {
        stopping.store(true, ordering: .relaxed)
        ended.wait()
    }

    private func serve(_ descriptor: CInt, _ script: Script) {
        defer { close(descriptor) }
        let request = readRequest(descriptor)
        var answer: [UInt8]
        switch script {
        case .answer(let text): answer = Array(text.utf8)
        case .echo: answer = Array("HTTP/1.1 200 OK\r\nContent-Length: \(request.count)\r\n\r\n".utf8) + request
        case .silence: return
        }
        _ = TCPSocket.send(descriptor, &answer, count: answer.count)
    }

    /// Reads until nothing has come for 20 ms after the first byte; a second at most.
    private func readRequest(_ descriptor: CInt) -> [UInt8] {
        var request: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        for _ in 0..<50 {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&waiting, 1, 20)
            if ready == 0, !request.isEmpty { break }
            guard ready > 0 else { continue }
            let count = TCPSocket.receive(descriptor, &buffer, capacity: buffer.count)
            guard count > 0 else { break }
            request += buffer[..<count]
        }
        return request
    }
}
