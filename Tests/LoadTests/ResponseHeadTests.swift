@testable import Load
import Testing

@Suite struct ResponseHeadTests {
    @Test(
        "A header's value is found by its name, without the space around it; only in a head, only whole",
        arguments: [
            ("HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\n\r\n", "nginx/1.22.1"),
            ("HTTP/1.1 200 OK\r\nsErVeR:\t a b \t\r\n\r\n", "a b"),
            ("HTTP/1.1 200 OK\nServer:x\n\n", "x"),
            ("HTTP/1.1 200 OK\r\nServer:\r\n\r\n", ""),
            ("HTTP/1.1 200 OK\r\nServer: a\r\nServer: b\r\n\r\n", "a"),
            ("HTTP/1.1 200 OK\r\nServer: a:b\r\nX: y\r\n", "a:b"),
            ("HTTP/1.1 200 OK\r\nX-Server: x\r\nServers: y\r\nServe: z\r\n\r\n", nil),
            ("HTTP/1.1 200 OK\r\n\r\nServer: body\r\n\r\n", nil),
            ("HTTP/1.1 200 OK\r\nServer: cut", nil),
            ("Server: in the status line\r\n\r\n", nil),
            ("HTTP/1.1 200 OK\r\nServer\r\n\r\n", nil),
            ("HTTP/1.1 200 OK\r\n: x\r\nServer: y\r\n\r\n", "y"),
            ("", nil), ("\n", nil), ("\r\n\r\n", nil),
        ]
    )
    func value(head: String, value: String?) {
        Array(head.utf8).withUnsafeBytes { bytes in
            #expect(ResponseHead.value(of: "server", in: bytes) == value)
        }
    }

    @Test("Bytes that are no text give a value all the same")
    func noText() {
        let head = Array("HTTP/1.1 200 OK\r\nServer: ".utf8) + [0xff, 0x00, 0x41] + Array("\r\n\r\n".utf8)
        head.withUnsafeBytes { bytes in
            #expect(ResponseHead.value(of: "server", in: bytes) == "\u{fffd}\u{0}A")
        }
    }
}
