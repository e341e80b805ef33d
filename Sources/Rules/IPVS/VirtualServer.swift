package import Addressing

/// A virtual server of IPVS: an address and port of the node, and where connections to it are translated to.
///
/// Real servers are reached by masquerading, take turns (`rr`) and have equal weights, which is what kube-proxy asks for unless
/// it is told otherwise.
package struct VirtualServer: Hashable, Sendable {
    /// An address and a port of one of the two ends.
    package struct Socket: Hashable, Sendable {
        package var address: IPv4Address
        package var port: UInt16

        package init(_ address: IPv4Address, _ port: UInt16) {
            self.address = address
            self.port = port
        }
    }

    package var socket: Socket
    package var transport: Transport
    package var realServers: [Socket]

    package init(_ socket: Socket, transport: Transport, realServers: [Socket] = []) {
        self.socket = socket
        self.transport = transport
        self.realServers = realServers
    }
}

extension VirtualServer.Socket: Comparable {
    package static func < (left: VirtualServer.Socket, right: VirtualServer.Socket) -> Bool {
        (left.address, left.port) < (right.address, right.port)
    }
}
