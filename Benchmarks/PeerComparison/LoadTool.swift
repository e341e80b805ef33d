/// A load generator that is compared: npbench's own, and those of its peers that Debian packages.
package enum LoadTool: String, CaseIterable, Sendable {
    case npbench, ab, wrk, hey, h2load

    /// Whether its load ends after a number of requests in `cell`, because it can not end after a time.
    package func endsByCount(_ cell: PeerCell) -> Bool {
        self == .h2load && cell.connections == .perRequest
    }

    /// The Debian package that brings it; nil for npbench.
    package var debianPackage: String? {
        switch self {
        case .npbench: nil
        case .ab: "apache2-utils"
        case .wrk: "wrk"
        case .hey: "hey"
        case .h2load: "nghttp2-client"
        }
    }
}
