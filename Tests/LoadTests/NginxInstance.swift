import Glibc
import Linux
import Testing

/// An nginx on 127.0.0.1 with everything of its own in one directory; works for root and for any user.
///
/// Serves `/` (5 bytes), `/slow` (a byte a second) and nothing else. Each kind of endpoint has a port and an access log.
final class NginxInstance {
    enum Endpoint: String, CaseIterable {
        case http, http2
        case https
        /// Its certificate names another host.
        case other
        case expired
        /// Asks for a client's certificate within HTTP, as nginx does.
        case client
        /// Closes a connection after 20 requests.
        case short
        /// Takes 8 streams a connection.
        case narrow
    }

    let certificates: TestCertificates
    private let directory: ScratchDirectory
    private let process: BackgroundProcess
    private let ports: [Endpoint: UInt16]
    private var isRunning = true

    init() throws {
        certificates = try TestCertificates()
        directory = try ScratchDirectory()
        ports = try NginxInstance.freePorts()
        let file = directory.file("nginx.conf")
        try TextFile.write(NginxInstance.configuration(ports, certificates, directory), to: file)
        let nginx = try #require(ExecutableSearch.path(of: "nginx"), "nginx is missing; scripts/setup installs it")
        process = try BackgroundProcess(
            executable: nginx,
            arguments: ["-p", directory.path, "-c", file],
            log: directory.file("output")
        )
        for _ in 0..<500 where !isListening() { usleep(10_000) }
        let output = try TextFile.read(directory.file("output"))
        try #require(isListening(), "nginx does not listen; it says: \(output)")
    }

    deinit {
        stop()
    }

    func port(_ endpoint: Endpoint) -> UInt16 { ports[endpoint] ?? 0 }

    /// Ends the server, so that its logs are whole.
    func stop() {
        guard isRunning else { return }
        isRunning = false
        process.send(SIGTERM)
        _ = process.wait()
    }

    /// A line for each request: its connection's number, the request's number on that, protocol, status and request line.
    func log(_ endpoint: Endpoint) throws -> [AccessLine] {
        stop()
        return try TextFile.read(directory.file("\(endpoint.rawValue).log"), limit: 1 << 26)
            .split(separator: "\n").compactMap(AccessLine.init)
    }

    private func isListening() -> Bool {
        ports.values.allSatisfy { port in
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            return withUnsafePointer(to: &address) { address in
                address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
        }
    }

    /// Ports that nobody listens on, all different.
    private static func freePorts() throws -> [Endpoint: UInt16] {
        var ports: [Endpoint: UInt16] = [:]
        var held: [CInt] = []
        defer { held.forEach { close($0) } }
        for endpoint in Endpoint.allCases {
            let listener = try TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 1)
            ports[endpoint] = try TCPSocket.localPort(listener)
            held.append(listener.release())
        }
        return ports
    }

    private static func configuration(
        _ ports: [Endpoint: UInt16],
        _ certificates: TestCertificates,
        _ directory: ScratchDirectory
    ) -> String {
        let servers = Endpoint.allCases.map { endpoint in
            server(endpoint, ports[endpoint] ?? 0, certificates, directory)
        }
        let temporary = ["client_body", "proxy", "fastcgi", "scgi", "uwsgi"]
            .map { "\($0)_temp_path \(directory.file($0));" }.joined(separator: "\n")
        return """
            \(getuid() == 0 ? "user root;" : "")
            daemon off;
            worker_processes 1;
            pid \(directory.file("pid"));
            error_log stderr;
            events { worker_connections 1024; }
            http {
                log_format counts '$connection $connection_requests $server_protocol $status $bytes_sent $request';
                default_type text/plain;
                keepalive_requests 1000000000;
                http2_max_concurrent_streams 128;
                \(temporary)
                \(servers.joined(separator: "\n"))
            }

            """
    }

    private static func server(
        _ endpoint: Endpoint,
        _ port: UInt16,
        _ certificates: TestCertificates,
        _ directory: ScratchDirectory
    ) -> String {
        let isSecure = endpoint != .http && endpoint != .http2
        let options = (isSecure ? " ssl" : "") + (endpoint == .http ? "" : " http2")
        let pair =
            switch endpoint {
            case .other: certificates.other
            case .expired: certificates.expired
            default: certificates.valid
            }
        let extra =
            switch endpoint {
            case .client: "ssl_verify_client on; ssl_client_certificate \(certificates.authority);"
            case .short: "keepalive_requests 20;"
            case .narrow: "http2_max_concurrent_streams 8;"
            default: ""
            }
        return """
            server {
                listen 127.0.0.1:\(port)\(options) backlog=1024;
                access_log \(directory.file("\(endpoint.rawValue).log")) counts;
                \(isSecure ? "ssl_certificate \(pair.certificate); ssl_certificate_key \(pair.key);" : "")
                \(extra)
                location = / { return 200 hello; }
                location = /slow { limit_rate 1; return 200 "\(String(repeating: "x", count: 1000))"; }
                location / { return 404 no; }
            }
            """
    }
}
