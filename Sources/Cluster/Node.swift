package import Addressing

/// A node (core/v1), as far as rules depend on it.
package struct Node: Equatable, Sendable {
    package var name: String
    /// The IPv4 `InternalIP` address; nil if the node's status has none.
    package var address: IPv4Address?
    /// The IPv6 one.
    package var address6: IPv6Address?
    package var podCIDR: IPv4CIDR?

    package init(
        name: String,
        address: IPv4Address?,
        address6: IPv6Address? = nil,
        podCIDR: IPv4CIDR? = nil
    ) {
        self.name = name
        self.address = address
        self.address6 = address6
        self.podCIDR = podCIDR
    }

    /// The node's address of a family, if it has one.
    package func address(in family: IPFamily) -> IPAddress? {
        switch family {
        case .ipv4: address.map(IPAddress.v4)
        case .ipv6: address6.map(IPAddress.v6)
        }
    }

    /// Whether `pod` runs here, by the addresses that both have.
    package func hosts(_ pod: Pod) -> Bool {
        IPFamily.allCases.contains { family in
            address(in: family).map { pod.hostAddresses.contains($0) } ?? false
        }
    }
}
