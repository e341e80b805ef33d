import Curl
import Foundation
import Glibc
import Linux
import Synchronization
import Testing

@Suite struct HTTPProbeTests {
    private func probe(_ port: UInt16, source: String? = nil, timeout: Duration = .milliseconds(500)) -> HTTPProbe {
        HTTPProbe(address: "127.0.0.1", port: port, host: "test", source: source, timeout: timeout)
    }

    @Test("A server that answers serves, with its status, on exactly one connection")
    func served() throws {
        let server = try ScriptedServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"))
        #expect(probe(server.port).run() == .served(status: 200))
        server.stop()
        #expect(server.connections.load(ordering: .relaxed) == 1)
    }

    @Test("A status that is not 2xx is served all the same")
    func status() throws {
        let server = try ScriptedServer(.answer("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"))
        #expect(probe(server.port).run() == .served(status: 503))
        server.stop()
    }

    @Test("A port that nobody listens on refuses")
    func refused() throws {
        let port: UInt16
        do {
            port = try TCPSocket.localPort(TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 1))
        }
        #expect(probe(port).run() == .refused)
    }

    @Test("A listener whose queue is full is silent, within the time given")
    func silent() throws {
        let listener = try TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 0)
        let port = try TCPSocket.localPort(listener)
        // A backlog of 0 holds one connection; the next SYN is dropped.
        var waiting: [CInt] = []
        for _ in 0..<4 {
            let descriptor = TCPSocket.open()
            _ = TCPSocket.connect(descriptor, address: 0x7f00_0001, port: port)
            waiting.append(descriptor)
        }
        let start = MonotonicClock.now()
        #expect(probe(port, timeout: .milliseconds(100)).run() == .silent)
        let milliseconds = (MonotonicClock.now() - start) / 1_000_000
        #expect((90...2000).contains(milliseconds))
        waiting.forEach { TCPSocket.close($0) }
    }

    @Test("A connection that stands but brings no answer is a failure, not silence")
    func noAnswer() throws {
        let server = try ScriptedServer(.silence)
        guard case .failed(let reason) = probe(server.port, timeout: .milliseconds(100)).run() else {
            Issue.record("a server that says nothing must not look like a rule that drops")
            return
        }
        #expect(reason.contains("after the connection stood"))
        server.stop()
    }

    @Test("The probe comes from the source it is given")
    func source() throws {
        let server = try ScriptedServer(.answer("HTTP/1.1 204 No Content\r\n\r\n"))
        #expect(probe(server.port, source: "127.0.0.5").run() == .served(status: 204))
        server.stop()
    }

    @Test("A source that is no address of this host is a failure that names it")
    func foreignSource() throws {
        guard case .failed(let reason) = probe(9, source: "192.0.2.1").run() else {
            Issue.record("a source that cannot be bound proves nothing")
            return
        }
        #expect(reason.contains("192.0.2.1"))
    }

    // The environment and the table of descriptors belong to the whole process: these have one of their own.

    @Test("Proxies of the environment are not asked")
    func proxy() async {
        await #expect(processExitsWith: .success) {
            setenv("http_proxy", "http://127.0.0.1:1", 1)
            let server = try ScriptedServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
            let probe = HTTPProbe(address: "127.0.0.1", port: server.port, host: "test", timeout: .seconds(1))
            guard probe.run() == .served(status: 200) else { exit(1) }
        }
    }

    @Test("A hundred probes leave no descriptor behind")
    func descriptors() async {
        await #expect(processExitsWith: .success) {
            let server = try ScriptedServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
            let probe = HTTPProbe(address: "127.0.0.1", port: server.port, host: "test", timeout: .seconds(1))
            // Threads of the process itself come and go with some of their own; a hundred that leak are more than those.
            func count() -> Int { (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count ?? 0 }
            _ = probe.run()
            let before = count()
            let planted = (0..<50).map { _ in open("/dev/null", O_RDONLY | O_CLOEXEC) }
            guard before > 0, count() > before + 25 else { exit(1) }
            for descriptor in planted { close(descriptor) }
            for _ in 0..<100 {
                guard probe.run() == .served(status: 200) else { exit(2) }
            }
            guard count() <= before + 25 else { exit(3) }
        }
    }
}
