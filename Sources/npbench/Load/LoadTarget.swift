import Addressing
import Foundation
import Glibc

/// What a URL of `npbench load` means to the generator.
struct LoadTarget {
    enum Scheme: String {
        case http, https

        var port: UInt16 { self == .http ? 80 : 443 }
    }

    let url: String
    let scheme: Scheme
    /// The host as the URL names it.
    let hostname: String
    let port: UInt16
    let path: String

    /// Parses the URL; ab's form without a scheme, `HOST[:PORT]/PATH`, means http.
    init(_ text: String) throws(CommandFailure) {
        let url = !text.contains("://") && text.dropFirst().contains("/") ? "http://" + text : text
        guard let parts = URLComponents(string: url), let name = parts.scheme, let host = parts.host, !host.isEmpty
        else {
            throw CommandFailure(.usage, "cannot load '\(text)': it is no URL; give http://ADDRESS[:PORT][/PATH]")
        }
        guard let scheme = Scheme(rawValue: name.lowercased()) else {
            throw CommandFailure(
                .usage,
                "cannot load '\(text)': the generator speaks HTTP, not \(name); give an http:// or https:// URL"
            )
        }
        guard parts.user == nil else {
            throw CommandFailure(
                .usage,
                "cannot load '\(text)': it holds a user's name; give that with -A NAME:PASSWORD"
            )
        }
        guard let port = UInt16(exactly: parts.port ?? Int(scheme.port)), port > 0 else {
            throw CommandFailure(.usage, "cannot load '\(text)': a port is a number; give one of 1 to 65535")
        }
        self.url = url
        self.scheme = scheme
        self.port = port
        hostname = host
        let query = parts.percentEncodedQuery.map { "?\($0)" } ?? ""
        path = (parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath) + query
    }

    /// The value of the `Host` header.
    var host: String { port == scheme.port ? hostname : "\(hostname):\(port)" }

    /// The URL in the form that a proxy wants in the request line.
    var absoluteURL: String { "\(scheme.rawValue)://\(host)\(path)" }

    /// The first IPv4 address of a host, which is resolved once.
    static func address(of hostname: String) throws(CommandFailure) -> IPv4Address {
        if let address = IPv4Address(hostname) { return address }
        var hints = addrinfo()
        hints.ai_family = AF_INET
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(hostname, nil, &hints, &found)
        defer { if let found { freeaddrinfo(found) } }
        guard status == 0, let answer = found?.pointee, let socketAddress = answer.ai_addr else {
            throw CommandFailure(
                .failed,
                "cannot resolve \(hostname): \(String(cString: gai_strerror(status))); give an IPv4 address"
            )
        }
        let value = socketAddress.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_addr.s_addr }
        return IPv4Address(value: UInt32(bigEndian: value))
    }
}
