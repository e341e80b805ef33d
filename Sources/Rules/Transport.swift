/// The protocols that rules of Services and NetworkPolicies name, spelled as `iptables-save` does.
package enum Transport: String, Hashable, Sendable, CaseIterable {
    case tcp, udp, sctp, icmp
    /// IP in IP, protocol 4.
    case ipencap

    /// The number in an IP header (IANA, Protocol Numbers).
    var number: Int {
        switch self {
        case .icmp: 1
        case .ipencap: 4
        case .tcp: 6
        case .udp: 17
        case .sctp: 132
        }
    }
}
