import Addressing
import Cluster
import Conformance

/// Probes and verdicts of IPv4, by bare addresses.
extension PacketProbe {
    init(source: Source, destination: IPv4Address, port: UInt16, transport: ServiceProtocol = .tcp) {
        self.init(source: source, destination: .v4(destination), port: port, transport: transport)
    }
}

extension PacketProbe.Source {
    static func pod(_ address: IPv4Address) -> PacketProbe.Source { .pod(.v4(address)) }
    static func outside(_ address: IPv4Address) -> PacketProbe.Source { .outside(.v4(address)) }
}

extension PacketVerdict {
    static func reached(_ address: IPv4Address) -> PacketVerdict { .reached(.v4(address)) }
}
