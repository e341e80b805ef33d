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
        guard let endPort else { return }
        let last = Int(endPort.number)
        switch port {
        case .number(let first) where endPort.number >= first.number: break
        case .number:
            throw decoder.refusal(
                .invalidNumber(last, detail: "must be greater than or equal to `port`"),
                at: CodingKeys.endPort
            )
        case .name:
            throw decoder.refusal(
                .invalidNumber(last, detail: "may not be specified when `port` is non-numeric"),
                at: CodingKeys.endPort
            )
        case nil:
            throw decoder.refusal(
                .invalidNumber(last, detail: "may not be specified when `port` is not specified"),
                at: CodingKeys.endPort
            )
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
