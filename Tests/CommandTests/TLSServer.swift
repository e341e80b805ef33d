import Foundation

/// `openssl s_server -www` on 127.0.0.1 with a certificate for that address: a page for each connection.
final class TLSServer {
    struct DidNotStart: Error {}

    /// The server's certificate, which has signed itself; a PEM file.
    let certificate: String
    let url: String
    private let scratch: ScratchDirectory
    private let process: Process

    init() throws {
        scratch = try ScratchDirectory()
        certificate = scratch.path("certificate.pem")
        let key = scratch.path("key.pem")
        let maker = try TLSServer.openssl(
            [
                "req", "-x509", "-days", "2", "-subj", "/CN=npbench test", "-addext", "subjectAltName=IP:127.0.0.1",
                "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", certificate,
            ],
            output: scratch.write("", to: "maker")
        )
        maker.waitUntilExit()
        let port = try TLSServer.freePort()
        url = "https://127.0.0.1:\(port)/"
        process = try TLSServer.openssl(
            ["s_server", "-www", "-accept", "127.0.0.1:\(port)", "-cert", certificate, "-key", key],
            output: scratch.write("", to: "server")
        )
        // It says so when it listens; a connection to find out would be a handshake that fails.
        for _ in 0..<500 {
            if try scratch.text("server").contains("ACCEPT") { return }
            usleep(10_000)
        }
        stop()
        throw DidNotStart()
    }

    func stop() {
        // Not by SIGTERM, which a thread of a pool may have passed on as blocked.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// A port that was free a moment ago.
    private static func freePort() throws -> UInt16 {
        let server = try WebServer()
        defer { server.stop() }
        return server.port
    }

    private static func openssl(_ arguments: [String], output: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.standardInput = FileHandle.nullDevice
        let log = try FileHandle(forWritingTo: URL(filePath: output))
        process.standardOutput = log
        process.standardError = log
        try process.run()
        return process
    }
}
