import Addressing
import Foundation
import Glibc

/// What a URL of `npbench load` means to the generator.
struct LoadTarget {
    let url: String
    let host: String
    let address: IPv4Address
    let port: UInt16
    let path: String

    /// Parses the URL, and resolves its host once.
    init(_ url: String) throws(CommandFailure) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme, let name = parts.host, !name.isEmpty
        else {
            throw CommandFailure(.usage, "cannot load '\(url)': it is no URL; give http://ADDRESS[:PORT][/PATH]")
        }
        guard scheme.lowercased() == "http" else {
            throw CommandFailure(
                .usage,
                "cannot load '\(url)': the generator speaks HTTP in clear text only, not \(scheme); give an http:// URL"
            )
        }
        guard let port = UInt16(exactly: parts.port ?? 80), port > 0 else {
            throw CommandFailure(.usage, "cannot load '\(url)': a port is a number of 1 to 65535")
        }
        self.url = url
        self.port = port
        host = port == 80 ? name : "\(name):\(port)"
        let query = parts.percentEncodedQuery.map { "?\($0)" } ?? ""
        path = (parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath) + query
        address = try LoadTarget.resolve(name)
    }

    private static func resolve(_ name: String) throws(CommandFailure) -> IPv4Address {
        if let address = IPv4Address(name) { return address }
        var hints = addrinfo()
        hints.ai_family = AF_INET
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(name, nil, &hints, &found)
        defer { if let found { freeaddrinfo(found) } }
        guard status == 0, let answer = found?.pointee, let socketAddress = answer.ai_addr else {
            throw CommandFailure(
                .failed,
                "cannot resolve \(name): \(String(cString: gai_strerror(status))); give an IPv4 address"
            )
        }
        let value = socketAddress.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_addr.s_addr }
        return IPv4Address(value: UInt32(bigEndian: value))
    }
}
