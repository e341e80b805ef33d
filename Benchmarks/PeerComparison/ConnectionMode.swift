/// How a load uses its connections.
package enum ConnectionMode: String, CaseIterable, Sendable {
    /// A new connection for each request.
    case perRequest = "per-request"
    /// As many connections as requests under way, kept from request to request.
    case keepAlive = "keep-alive"
}
