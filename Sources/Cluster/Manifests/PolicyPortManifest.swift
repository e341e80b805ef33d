/// One element of a NetworkPolicy rule's `ports` as manifests have it.
struct PolicyPortManifest: Codable {
    var endPort: PortNumber?
    var port: PortOrName?
    var `protocol`: OneOf<ServiceProtocol>?

    init(_ port: NetworkPolicy.Port) {
        self.protocol = OneOf(port.transport)
        switch port.number {
        case .number(let number, let through):
            self.port = .number(PortNumber(number))
            endPort = through.map(PortNumber.init)
        case .name(let name): self.port = .name(ObjectName(name))
        case nil: break
        }
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownFields(except: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        endPort = try container.decodeIfPresent(PortNumber.self, forKey: .endPort)
        port = try container.decodeIfPresent(PortOrName.self, forKey: .port)
        self.protocol = try container.decodeIfPresent(OneOf.self, forKey: .protocol)
        if let endPort {
            guard case .number(let first) = port else {
                throw decoder.fault("expected a port number beside it, as it ends a range", at: CodingKeys.endPort)
            }
            guard endPort.number >= first.number else {
                throw decoder.fault(
                    "expected at least port's \(first.number), found \(endPort.number)",
                    at: CodingKeys.endPort
                )
            }
        }
    }

    var policyPort: NetworkPolicy.Port {
        let number: NetworkPolicy.Port.Number? =
            switch port {
            case .number(let first): .number(first.number, through: endPort?.number)
            case .name(let name): .name(name.text)
            case nil: nil
            }
        return NetworkPolicy.Port(transport: self.protocol?.word ?? .tcp, number: number)
    }
}
