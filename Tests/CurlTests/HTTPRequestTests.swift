import Curl
import Linux
import Testing

@Suite struct HTTPRequestTests {
    private func url(_ server: ScriptedServer) -> String { "http://127.0.0.1:\(server.port)/path" }

    @Test("A GET brings status and body")
    func get() throws {
        let server = try ScriptedServer(.answer("HTTP/1.1 201 Made\r\nContent-Length: 5\r\n\r\nhello"))
        #expect(try HTTPRequest(url: url(server)).send() == HTTPResponse(status: 201, body: Array("hello".utf8)))
        server.stop()
    }

    @Test("A POST sends its body and its headers")
    func post() throws {
        let server = try ScriptedServer(.echo)
        let request = HTTPRequest(.post(Array("a=b".utf8)), url: url(server), headers: ["X-Test: yes"])
        let echoed = try String(decoding: request.send().body, as: UTF8.self)
        #expect(echoed.hasPrefix("POST /path HTTP/1.1\r\n"))
        #expect(echoed.contains("\r\nX-Test: yes\r\n"))
        #expect(echoed.hasSuffix("\r\n\r\na=b"))
        server.stop()
    }

    @Test("A POST of nothing is a POST")
    func emptyPost() throws {
        let server = try ScriptedServer(.echo)
        let echoed = try String(decoding: HTTPRequest(.post([]), url: url(server)).send().body, as: UTF8.self)
        #expect(echoed.hasPrefix("POST /path HTTP/1.1\r\n"))
        #expect(echoed.contains("\r\nContent-Length: 0\r\n"))
        server.stop()
    }

    @Test("A body beyond the limit is an error, not a memory")
    func bodyLimit() throws {
        let server = try ScriptedServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"))
        #expect(throws: CurlError.self) { try HTTPRequest(url: url(server), bodyLimit: 4).send() }
        server.stop()
    }

    @Test("A body cut short is an error that names the request")
    func shortBody() throws {
        let server = try ScriptedServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"))
        let error = #expect(throws: CurlError.self) { try HTTPRequest(url: url(server)).send() }
        #expect(error?.description.hasPrefix("could not GET http://127.0.0.1:\(server.port)/path: ") == true)
        server.stop()
    }

    @Test("A server that does not answer ends in a timeout")
    func timeout() throws {
        let server = try ScriptedServer(.silence)
        let error = #expect(throws: CurlError.self) {
            try HTTPRequest(url: url(server), timeout: .milliseconds(100)).send()
        }
        #expect(error?.isTimeout == true)
        server.stop()
    }

    @Test(
        "No other protocol than HTTP is spoken",
        arguments: ["file:///etc/hostname", "ftp://127.0.0.1/", "gopher://127.0.0.1/"]
    )
    func protocols(url: String) {
        #expect(throws: CurlError.self) { try HTTPRequest(url: url, timeout: .milliseconds(200)).send() }
    }
}
