/// The protocols that rules of Services and NetworkPolicies name, spelled as `iptables-save` does.
package enum Transport: String, Hashable, Sendable, CaseIterable {
    case tcp, udp, sctp, icmp
    /// IP in IP, protocol 4.
    case ipencap
}
