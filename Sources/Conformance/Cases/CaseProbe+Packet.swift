package import Addressing

extension CaseProbe {
    /// The packets of `family` by which the probe is made.
    ///
    /// In IPv6, which has no Services here, a pod itself is dialled in place of its Service.
    package func packet(_ family: IPFamily = .ipv4) -> PacketProbe {
        let destination: IPAddress =
            switch (target, way, family) {
            case (.pod(let name), .service, .ipv4): .v4(CaseFixture.serviceAddress(of: name))
            case (.pod(let name), _, _): CaseFixture.address(of: name).member(of: family)
            case (.outside(let address), _, _): address.member(of: family)
            }
        let origin: PacketProbe.Source =
            switch source {
            case .pod(let name): .pod(CaseFixture.address(of: name).member(of: family))
            case .outside(let address): .outside(address.member(of: family))
            }
        return PacketProbe(source: origin, destination: destination, port: port, transport: transport)
    }
}
