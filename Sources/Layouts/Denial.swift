/// What a client sees when a controller denies it a connection.
package enum Denial: String, Sendable {
    /// An ICMP error answers at once, and `connect` fails with "connection refused".
    case refused
    /// Nothing answers, and `connect` waits until it times out.
    case silent
}
