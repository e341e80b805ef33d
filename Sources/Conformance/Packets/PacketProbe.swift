package import Addressing
package import Cluster

/// One attempt to connect, by addresses alone.
package struct PacketProbe: Hashable, Sendable {
    /// Where the packets come from.
    package enum Source: Hashable, Sendable {
        /// The pod of the twin that has this address.
        case pod(IPAddress)
        /// The world outside the cluster; one of the twin's two addresses of a family there.
        case outside(IPAddress)

        package var address: IPAddress {
            switch self {
            case .pod(let address), .outside(let address): address
            }
        }
    }

    package var source: Source
    /// A pod's address, a ClusterIP, or an outside address, of the source's family.
    package var destination: IPAddress
    package var port: UInt16
    package var transport: ServiceProtocol

    package init(
        source: Source,
        destination: IPAddress,
        port: UInt16,
        transport: ServiceProtocol = .tcp
    ) {
        self.source = source
        self.destination = destination
        self.port = port
        self.transport = transport
    }
}
