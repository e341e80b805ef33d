package import Addressing
package import Cluster

/// A connection that somebody wants to open, as the policies see it: after a Service's address became a pod's.
package struct Connection: Equatable, Sendable {
    /// Who opens or takes a connection.
    package enum End: Equatable, Sendable {
        case pod(Pod)
        /// An address; if it is a pod's, it counts as that pod.
        case address(IPv4Address)

        package var address: IPv4Address? {
            switch self {
            case .pod(let pod): pod.address
            case .address(let address): address
            }
        }
    }

    package var source: End
    package var destination: End
    /// The destination's port.
    package var port: UInt16
    package var transport: ServiceProtocol

    package init(source: End, destination: End, port: UInt16, transport: ServiceProtocol = .tcp) {
        self.source = source
        self.destination = destination
        self.port = port
        self.transport = transport
    }
}
