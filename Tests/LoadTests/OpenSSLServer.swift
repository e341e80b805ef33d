import Glibc
import Linux
import Testing

/// `openssl s_server -www` on 127.0.0.1: a page for each connection, and handshakes that nginx cannot be had to make.
final class OpenSSLServer {
    let certificates: TestCertificates
    let port: UInt16
    private let directory: ScratchDirectory
    private let process: BackgroundProcess

    init(_ options: [String]) throws {
        certificates = try TestCertificates()
        directory = try ScratchDirectory()
        port = try TCPSocket.localPort(TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 1))
        let openssl = try #require(
            ExecutableSearch.path(of: "openssl"),
            "openssl is missing; scripts/setup installs it"
        )
        process = try BackgroundProcess(
            executable: openssl,
            arguments: [
                "s_server", "-www", "-accept", "127.0.0.1:\(port)", "-cert", certificates.valid.certificate,
                "-key", certificates.valid.key, "-CAfile", certificates.authority,
            ] + options,
            log: directory.file("output")
        )
        // It says so when it listens; a connection to find out would be a handshake that fails.
        for _ in 0..<500 where try !TextFile.read(directory.file("output")).contains("ACCEPT") { usleep(10_000) }
    }

    func stop() {
        process.send(SIGKILL)
        _ = process.wait()
    }
}
