package import Addressing
package import Cluster

/// One attempt to connect, by addresses alone.
package struct PacketProbe: Hashable, Sendable {
    /// Where the packets come from.
    package enum Source: Hashable, Sendable {
        /// The pod of the twin that has this address.
        case pod(IPv4Address)
        /// The world outside the cluster; one of the twin's two addresses there.
        case outside(IPv4Address)

        package var address: IPv4Address {
            switch self {
            case .pod(let address), .outside(let address): address
            }
        }
    }

    package var source: Source
    /// A pod's address, a ClusterIP, or an outside address.
    package var destination: IPv4Address
    package var port: UInt16
    package var transport: ServiceProtocol

    package init(
        source: Source,
        destination: IPv4Address,
        port: UInt16,
        transport: ServiceProtocol = .tcp
    ) {
        self.source = source
        self.destination = destination
        self.port = port
        self.transport = transport
    }
}
