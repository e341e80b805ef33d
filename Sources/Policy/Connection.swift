package import Addressing
package import Cluster

/// A connection that somebody wants to open, as the policies see it: after a Service's address became a pod's.
package struct Connection: Equatable, Sendable {
    /// Who opens or takes a connection.
    package enum End: Equatable, Sendable {
        case pod(Pod)
        /// An address; if it is a pod's, it counts as that pod.
        case address(IPAddress)

        /// The end's address in connections of `family`; nil for a pod without one.
        package func address(in family: IPFamily) -> IPAddress? {
            switch self {
            case .pod(let pod): pod.address(in: family)
            case .address(let address): address
            }
        }
    }

    package var source: End
    package var destination: End
    /// The destination's port.
    package var port: UInt16
    package var transport: ServiceProtocol
    /// Whose addresses the packets bear.
    package var family: IPFamily

    /// - Parameter family: nil for that of the end which is an address, or IPv4 between two pods.
    package init(
        source: End,
        destination: End,
        port: UInt16,
        transport: ServiceProtocol = .tcp,
        family: IPFamily? = nil
    ) {
        switch (source, destination) {
        case (.address(let address), _), (_, .address(let address)): self.family = address.family
        case (.pod, .pod): self.family = family ?? .ipv4
        }
        self.source = source
        self.destination = destination
        self.port = port
        self.transport = transport
    }
}
