/// The configuration of one nginx, and the page that all of them serve.
struct NginxConfiguration: Equatable {
    /// Long enough that no connection of a level of some thousands is turned away.
    static let backlog = 8192

    /// A directory of its own, for its pid, its error log and temporary files.
    var directory: String
    /// Where the page is.
    var documents: String
    var ports: [UInt16]
    /// Whether every port listens on all IPv6 addresses too.
    var listensOnIPv6 = false
    /// How many connections the worker may hold.
    var connections: Int
    /// The CPUs of the worker; empty for all.
    var cpus: [Int]
    /// The kinds of temporary files that this build of nginx knows: `client_body` and others.
    var temporaryKinds: [String]

    /// The text of `nginx.conf`.
    ///
    /// `user root`: no other id is mapped in the namespace. Listening sockets are shared (no `reuseport`), as in the
    /// official image. Kept connections last longer than any sample.
    var text: String {
        let affinity = cpus.isEmpty ? "" : "worker_cpu_affinity \(affinityMask);\n"
        let temporary = temporaryKinds.map { "    \($0)_temp_path \(directory)/\($0);\n" }.joined()
        let hosts = listensOnIPv6 ? ["0.0.0.0", "[::]"] : ["0.0.0.0"]
        let listens = ports.flatMap { port in
            hosts.map { "        listen \($0):\(port) backlog=\(NginxConfiguration.backlog);\n" }
        }.joined()
        return """
            user root;
            daemon off;
            worker_processes 1;
            \(affinity)pid \(directory)/nginx.pid;
            error_log \(directory)/error.log;
            events {
                worker_connections \(connections);
            }
            http {
                access_log off;
                default_type text/html;
                sendfile on;
                keepalive_timeout 1d;
                keepalive_requests 1000000000;
            \(temporary)    server {
            \(listens)        root \(documents);
                }
            }

            """
    }

    /// One binary digit a CPU, CPU 0 rightmost.
    private var affinityMask: String {
        let width = (cpus.max() ?? 0) + 1
        return (0..<width).reversed().map { cpus.contains($0) ? "1" : "0" }.joined()
    }

    /// The page: 612 bytes, as long as the welcome page of nginx that the seed's experiment fetched.
    static let page: String = {
        let head = "<!DOCTYPE html>\n<html>\n<head>\n<title>A pod of the twin</title>\n</head>\n<body>\n<p>\n"
        let tail = "</p>\n</body>\n</html>\n"
        let line = "This page is as long as the one that a fresh nginx serves.\n"
        let room = 612 - head.utf8.count - tail.utf8.count
        let filler = String(repeating: line, count: room / line.utf8.count + 1).prefix(room - 1)
        return head + filler + "\n" + tail
    }()
}
