package import Addressing

/// A node (core/v1), as far as rules depend on it.
package struct Node: Equatable, Sendable {
    package var name: String
    /// The `InternalIP` address; nil if the node's status has none.
    package var address: IPv4Address?
    package var podCIDR: IPv4CIDR?

    package init(name: String, address: IPv4Address?, podCIDR: IPv4CIDR? = nil) {
        self.name = name
        self.address = address
        self.podCIDR = podCIDR
    }
}
