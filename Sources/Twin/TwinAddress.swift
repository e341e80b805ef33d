import Addressing

/// Addresses that stand for the wiring, not for anything of the cluster.
enum TwinAddress {
    /// The default gateway of every namespace, on the node's `lo`, as Calico and TKE's VPC CNI have it.
    static let gateway = IPv4Address(169, 254, 1, 1)
    /// The node's next hop to remote pods.
    static let cluster = IPv4Address(169, 254, 1, 2)

    /// The default gateway in IPv6.
    ///
    /// Nobody owns it: with permanent neighbours nobody asks for it, and the node forwards what comes.
    static let gateway6 = IPv6Address(value: 0xfe80 << 112 | 1)
    /// The node's next hop to remote pods in IPv6.
    static let cluster6 = IPv6Address(value: 0xfe80 << 112 | 2)

    /// The link-layer address of every veth end on the node: nobody else is on the wire.
    static let nodeLinkLayer = "ee:ee:ee:ee:ee:ee"

    /// The link-layer address of the other end: locally administered, and unique since the IP address is.
    static func linkLayer(of address: IPv4Address) -> String {
        let bytes = [24, 16, 8, 0].map { shift in
            let digits = String(address.value >> shift & 0xff, radix: 16)
            return digits.count == 1 ? "0\(digits)" : digits
        }
        return "02:42:" + bytes.joined(separator: ":")
    }
}
