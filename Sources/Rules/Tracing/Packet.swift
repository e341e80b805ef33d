package import Addressing

/// A packet as rules see it.
package struct Packet: Equatable, Sendable {
    /// Both ends are of one family.
    package var source: IPAddress
    package var destination: IPAddress
    package var transport: Transport
    package var sourcePort: UInt16
    package var destinationPort: UInt16
    /// What connection tracking says of it.
    package var state: ConnectionState
    /// Empty for a packet that the node itself sends.
    package var inInterface: String
    /// Empty for a packet to the node itself.
    package var outInterface: String
    /// Whether it comes and goes through ports of one bridge.
    package var isBridged: Bool
    package var mark: UInt32
    /// Whether the destination of its connection has been translated.
    package var isTranslated: Bool

    package init(
        from source: IPAddress,
        to destination: IPAddress,
        port: UInt16,
        transport: Transport = .tcp,
        sourcePort: UInt16 = 40000,
        state: ConnectionState = .new,
        inInterface: String = "",
        outInterface: String = "",
        isBridged: Bool = false,
        mark: UInt32 = 0,
        isTranslated: Bool = false
    ) {
        self.source = source
        self.destination = destination
        self.transport = transport
        self.sourcePort = sourcePort
        self.destinationPort = port
        self.state = state
        self.inInterface = inInterface
        self.outInterface = outInterface
        self.isBridged = isBridged
        self.mark = mark
        self.isTranslated = isTranslated
    }

    /// The answer to the packet, as one of a known connection.
    package var reply: Packet {
        Packet(
            from: destination,
            to: source,
            port: sourcePort,
            transport: transport,
            sourcePort: destinationPort,
            state: .established,
            inInterface: outInterface,
            outInterface: inInterface,
            isBridged: isBridged,
            isTranslated: isTranslated
        )
    }

    func address(_ end: SetDirection) -> IPAddress {
        end == .source ? source : destination
    }

    func port(_ end: SetDirection) -> UInt16 {
        end == .source ? sourcePort : destinationPort
    }

    mutating func translate(to address: IPAddress, _ port: UInt16) {
        destination = address
        destinationPort = port
        isTranslated = true
    }
}
