/// The transport protocols that Services and policies may name, as the API spells them.
package enum ServiceProtocol: String, Hashable, Sendable, CaseIterable {
    case tcp = "TCP"
    case udp = "UDP"
    case sctp = "SCTP"
}
