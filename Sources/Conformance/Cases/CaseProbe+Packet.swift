import Addressing

extension CaseProbe {
    /// The packets by which the probe is made.
    package var packet: PacketProbe {
        let destination: IPv4Address =
            switch (target, way) {
            case (.pod(let name), .service): CaseFixture.serviceAddress(of: name)
            case (.pod(let name), .address): CaseFixture.address(of: name)
            case (.outside(let address), _): address
            }
        let origin: PacketProbe.Source =
            switch source {
            case .pod(let name): .pod(CaseFixture.address(of: name))
            case .outside(let address): .outside(address)
            }
        return PacketProbe(source: origin, destination: destination, port: port, transport: transport)
    }
}
