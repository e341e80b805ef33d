import Addressing
import Glibc
import Linux

/// One HTTP request over a connection of its own, with time limits.
enum HTTPProbe {
    enum Outcome: Equatable {
        case served(status: Int, bodyBytes: Int)
        case failed(errno: Int32)
    }

    /// Fetches `/` from the namespace of the calling thread, from `source` if given.
    ///
    /// At most `seconds` for each step.
    static func fetch(
        _ address: IPv4Address,
        port: UInt16 = 80,
        from source: IPv4Address? = nil,
        seconds: Int = 2
    ) -> Outcome {
        fetch(.v4(address), port: port, from: source.map(IPAddress.v4), seconds: seconds)
    }

    /// The same over either family.
    static func fetch(
        _ address: IPAddress,
        port: UInt16 = 80,
        from source: IPAddress? = nil,
        seconds: Int = 2
    ) -> Outcome {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = FileDescriptor(owning: socket(address.family == .ipv4 ? AF_INET : AF_INET6, kind, 0))
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor.rawValue, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        if let source, call(bind, descriptor.rawValue, source, 0) != 0 { return .failed(errno: errno) }
        let error = connectError(descriptor.rawValue, address, port, seconds: seconds)
        guard error == 0 else { return .failed(errno: error) }
        let request = "GET / HTTP/1.1\r\nHost: twin\r\nConnection: close\r\n\r\n"
        guard send(descriptor.rawValue, request, request.utf8.count, Int32(MSG_NOSIGNAL)) > 0 else {
            return .failed(errno: errno)
        }
        return readAnswer(descriptor.rawValue)
    }

    /// Connects, not blocking: while connect(2) blocks, an ICMP error is only a hint, and counts a second later.
    private static func connectError(
        _ descriptor: Int32,
        _ address: IPAddress,
        _ port: UInt16,
        seconds: Int
    ) -> Int32 {
        if call(connect, descriptor, address, port) != 0, errno != EINPROGRESS { return errno }
        // Over IPv6 a refusal comes while connect(2) holds the socket, and is only a hint too.
        if pendingError(descriptor) == ECONNREFUSED { return ECONNREFUSED }
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&waiting, 1, Int32(seconds * 1000)) == 1 else { return ETIMEDOUT }
        let error = pendingError(descriptor)
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        return error
    }

    private static func pendingError(_ descriptor: Int32) -> Int32 {
        var error: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size)
        return error
    }

    private static func readAnswer(_ descriptor: Int32) -> Outcome {
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while answer.count < 1 << 16 {
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count >= 0 else { return .failed(errno: errno) }
            if count == 0 { break }
            answer += chunk[..<count]
        }
        let text = String(decoding: answer, as: UTF8.self)
        guard let head = text.split(separator: "\r\n\r\n", maxSplits: 1).first,
            let status = Int(text.dropFirst(9).prefix(3))
        else {
            return .failed(errno: EPROTO)
        }
        return .served(status: status, bodyBytes: answer.count - head.utf8.count - 4)
    }

    private static func call(
        _ function: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32,
        _ descriptor: Int32,
        _ address: IPAddress,
        _ port: UInt16
    ) -> Int32 {
        func call<Name>(_ name: inout Name) -> Int32 {
            withUnsafePointer(to: &name) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    function(descriptor, $0, socklen_t(MemoryLayout<Name>.size))
                }
            }
        }
        switch address {
        case .v4(let address):
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr.s_addr = address.value.bigEndian
            return call(&name)
        case .v6(let address):
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            name.sin6_port = port.bigEndian
            withUnsafeMutableBytes(of: &name.sin6_addr) { $0.storeBytes(of: address.value.bigEndian, as: UInt128.self) }
            return call(&name)
        }
    }
}
