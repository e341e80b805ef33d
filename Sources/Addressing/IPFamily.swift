/// The two families of addresses, under the names that options and results have for them.
package enum IPFamily: String, Hashable, Sendable, CaseIterable {
    case ipv4, ipv6

    /// As people and kube-router write it.
    package var title: String {
        switch self {
        case .ipv4: "IPv4"
        case .ipv6: "IPv6"
        }
    }
}
