import Curl
import Glibc
import Linux
import Synchronization
import Testing

/// What the load generator builds on: transfers that end, one by one, and what is known of each.
@Suite struct CurlMultiTests {
    private func setup(
        _ port: UInt16,
        _ connections: CurlTransferSetup.Connections,
        method: String = "GET",
        body: [UInt8]? = nil
    ) -> CurlTransferSetup {
        CurlTransferSetup(
            url: "http://test/",
            target: "/path?a=b",
            method: method,
            keepingHeaders: ["X-Kept: yes"],
            closingHeaders: ["X-Kept: no", "Connection: close"],
            body: body,
            address: "127.0.0.1",
            port: port,
            version: .http1,
            connections: connections,
            isSecure: false
        )
    }

    /// Waits until a transfer has ended, for a second at most.
    private func nextEnded(_ multi: borrowing CurlMulti) -> Int? {
        for _ in 0..<1000 {
            if let ended = multi.nextEnded() { return ended }
            let count = multi.wait(nanoseconds: 1_000_000, precisely: true)
            for event in 0..<count { _ = multi.handle(event) }
            if multi.timer <= MonotonicClock.now() { multi.runTimers() }
        }
        return nil
    }

    @Test("A transfer ends with its status, its times in order, and its bytes")
    func response() throws {
        let server = try ScriptedServer(.answer("HTTP/1.1 404 No\r\nServer: s\r\nContent-Length: 5\r\n\r\nhello"))
        let multi = try CurlMulti(transfers: 2, setup: setup(server.port, .fresh))
        let begun = MonotonicClock.now()
        #expect(multi.begin(1, closes: true) == true)
        #expect(nextEnded(multi) == 1)
        let transfer = multi.transfers[1]
        #expect(transfer.end == .complete)
        #expect(transfer.status == 404)
        #expect(transfer.headBytes == "HTTP/1.1 404 No\r\nServer: s\r\nContent-Length: 5\r\n\r\n".utf8.count)
        #expect(transfer.bodyBytes == 5)
        #expect(transfer.hasConnected)
        #expect(transfer.isSent)
        #expect(begun < transfer.readyAt)
        #expect(transfer.readyAt <= transfer.firstByteAt)
        #expect(transfer.firstByteAt < MonotonicClock.now())
        #expect(multi.connectionsInitiated == 1)
        #expect(multi.nextEnded() == nil)
        #expect(String(decoding: multi.firstHead, as: UTF8.self).contains("\r\nServer: s\r\n"))
        server.stop()
    }

    @Test("A connection that the response ends is held until the server has closed it")
    func held() throws {
        let server = try ScriptedServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
        let multi = try CurlMulti(transfers: 1, setup: setup(server.port, .fresh))
        #expect(multi.begin(0, closes: true) == true)
        #expect(nextEnded(multi) == 0)
        #expect(!multi.transfers[0].keepsAlive)
        #expect(multi.transfers[0].hasClosed)
        var isClosed = multi.isClosed(0)
        for _ in 0..<1000 where !isClosed {
            let count = multi.wait(nanoseconds: 1_000_000, precisely: false)
            for event in 0..<count where multi.handle(event) == 0 { isClosed = true }
        }
        #expect(isClosed)
        #expect(multi.transfers[0].heldDescriptor == -1)
        server.stop()
    }

    @Test(
        "What a response says of its connection is taken at its word",
        arguments: [
            ("HTTP/1.1 200 OK\r\n", true), ("HTTP/1.1 200 OK\r\nConnection: close\r\n", false),
            ("HTTP/1.1 200 OK\r\ncOnNeCtIoN:upgrade ,\tCLOSE\r\n", false),
            ("HTTP/1.1 200 OK\r\nConnection: closer\r\n", true), ("HTTP/1.1 200 OK\r\nX-Connection: close\r\n", true),
            ("HTTP/1.0 200 OK\r\n", false), ("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n", true),
            ("HTTP/1.1 103 Early\r\nConnection: close\r\n\r\nHTTP/1.1 200 OK\r\n", true),
        ]
    )
    func keepsAlive(head: String, keepsAlive: Bool) throws {
        let server = try ScriptedServer(.answer("\(head)Content-Length: 0\r\n\r\n"))
        let multi = try CurlMulti(transfers: 1, setup: setup(server.port, .fresh))
        #expect(multi.begin(0, closes: true) == true)
        #expect(nextEnded(multi) == 0)
        #expect(multi.transfers[0].end == .complete)
        #expect(multi.transfers[0].keepsAlive == keepsAlive)
        server.stop()
    }

    @Test("The request is what the setup says", arguments: ["POST", "PUT", "GET"])
    func request(method: String) throws {
        let server = try ScriptedServer(.echo)
        let multi = try CurlMulti(
            transfers: 1,
            setup: setup(server.port, .fresh, method: method, body: Array("hello".utf8))
        )
        #expect(multi.begin(0, closes: true) == true)
        #expect(nextEnded(multi) == 0)
        // The server's answer is the request: line, headers and all.
        let lines = ["\(method) /path?a=b HTTP/1.1", "Host: test", "X-Kept: no", "Connection: close"]
        let added = ["Content-Length: 5", "Content-Type: application/x-www-form-urlencoded", "Accept: */*"]
        let head = (lines + added).joined(separator: "\r\n")
        #expect(multi.transfers[0].bodyBytes == "\(head)\r\n\r\nhello".utf8.count)
        server.stop()
    }

    @Test("A transfer that is given up is over at once, and its handle makes another")
    func abandoned() throws {
        let silent = try ScriptedServer(.silence)
        let multi = try CurlMulti(transfers: 1, setup: setup(silent.port, .own))
        for round in 1...3 {
            #expect(multi.begin(0, closes: false) == true)
            for _ in 0..<100 where multi.transfers[0].readyAt == 0 {
                let count = multi.wait(nanoseconds: 1_000_000, precisely: true)
                for event in 0..<count { _ = multi.handle(event) }
            }
            #expect(multi.transfers[0].isSent)
            multi.abandon(0)
            #expect(multi.nextEnded() == nil)
            #expect(!multi.transfers[0].isUnderWay)
            #expect(multi.connectionsInitiated == round)
        }
        silent.stop()
    }

    @Test("A refused connect ends with its errno")
    func refused() throws {
        let port = try TCPSocket.localPort(TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 1))
        let multi = try CurlMulti(transfers: 1, setup: setup(port, .own))
        #expect(multi.begin(0, closes: false) == true)
        #expect(nextEnded(multi) == 0)
        #expect(multi.transfers[0].end == .notConnected(errno: ECONNREFUSED))
        #expect(multi.connectionsInitiated == 1)
    }

    @Test("A source that is no address of this host ends a transfer, with the errno and without a connection")
    func foreignSource() throws {
        var setup = setup(9, .fresh)
        setup.sources = [0xc000_0201]
        let multi = try CurlMulti(transfers: 1, setup: setup)
        #expect(multi.begin(0, closes: true) == true)
        #expect(nextEnded(multi) == 0)
        #expect(multi.transfers[0].end == .notConnected(errno: EADDRNOTAVAIL))
        #expect(multi.connectionsInitiated == 0)
    }

    @Test("Many transfers at once end once each")
    func many() throws {
        let server = try ScriptedServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"))
        let multi = try CurlMulti(transfers: 40, setup: setup(server.port, .fresh))
        for number in 0..<40 { #expect(multi.begin(number, closes: true) == true) }
        var ended: [Int] = []
        while let number = nextEnded(multi) {
            #expect(multi.transfers[number].end == .complete)
            ended.append(number)
            if ended.count == 40 { break }
        }
        #expect(ended.sorted() == Array(0..<40))
        #expect(multi.connectionsInitiated == 40)
        server.stop()
        #expect(server.connections.load(ordering: .relaxed) == 40)
    }
}
