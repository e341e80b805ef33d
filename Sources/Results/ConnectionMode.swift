/// How the load uses TCP connections.
package enum ConnectionMode: String, Codable, Sendable, CaseIterable {
    /// A new connection for every request, as `ab` does without `-k`.
    case perRequest = "per-request"
    case keepAlive = "keep-alive"
}
