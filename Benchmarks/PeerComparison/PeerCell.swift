/// One setting in which the tools are compared.
package struct PeerCell: Hashable, Sendable {
    package var connections: ConnectionMode
    /// Requests under way at once.
    package var concurrency: Int

    package init(_ connections: ConnectionMode, _ concurrency: Int) {
        self.connections = connections
        self.concurrency = concurrency
    }
}

extension PeerCell: CustomStringConvertible {
    package var description: String { "\(connections.rawValue), c = \(concurrency)" }
}
