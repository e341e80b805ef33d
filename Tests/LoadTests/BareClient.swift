import Glibc
import Linux
import Testing

/// A client that does nothing but connect, write, and wait in recv(2): what it sees beside the server's delay is the machine's.
///
/// That is the way through two sockets and a wake-up, which a hypervisor makes long.
enum BareClient {
    private static let requests = 300
    private static let delay: UInt64 = 1_000_000

    /// What a request takes beside what the server held it, in nanoseconds: the median of 300, one at a time.
    ///
    /// - Parameter keepsAlive: whether all are of one connection; else the time of each begins when its own is made.
    static func overhead(keepsAlive: Bool, cpus: (generator: Int, server: Int)) throws -> UInt64 {
        let server = try PacedServer(.init(delays: [delay], log: requests, spins: true, cpu: cpus.server))
        let affinity = try CPUAffinity.current()
        try CPUAffinity.pin(to: cpus.generator)
        let seen = times(server.port, keepsAlive: keepsAlive)
        try affinity.apply()
        let exchanges = server.stop().exchanges
        try #require(seen.count == requests && exchanges.count == requests)
        let extra = zip(seen, exchanges).map { $0 &- ($1.sent - $1.received) }.sorted()
        return extra[requests / 2]
    }

    private static func times(_ port: UInt16, keepsAlive: Bool) -> [UInt64] {
        let request = Array("GET / HTTP/1.1\r\nHost: a\r\n\(keepsAlive ? "" : "Connection: close\r\n")\r\n".utf8)
        var answer = [UInt8](repeating: 0, count: 4096)
        var times: [UInt64] = []
        var descriptor: CInt = -1
        for _ in 0..<requests {
            if descriptor < 0 { descriptor = connection(to: port) }
            let start = MonotonicClock.now()
            guard send(descriptor, request, request.count, 0) == request.count,
                recv(descriptor, &answer, answer.count, 0) > 0
            else { break }
            times.append(MonotonicClock.now() - start)
            if !keepsAlive {
                close(descriptor)
                descriptor = -1
            }
        }
        if descriptor >= 0 { close(descriptor) }
        return times
    }

    private static func connection(to port: UInt16) -> CInt {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 2, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            close(descriptor)
            return -1
        }
        return descriptor
    }
}
