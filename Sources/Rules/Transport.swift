/// The protocols that rules of Services and NetworkPolicies name, spelled as `iptables-save` does.
package enum Transport: String, Hashable, Sendable, CaseIterable {
    case tcp, udp, sctp, icmp
    /// IP in IP, protocol 4.
    case ipencap
    case icmpv6 = "ipv6-icmp"

    /// The number in an IP header (IANA, Protocol Numbers).
    var number: Int {
        switch self {
        case .icmp: 1
        case .ipencap: 4
        case .tcp: 6
        case .udp: 17
        case .icmpv6: 58
        case .sctp: 132
        }
    }
}
