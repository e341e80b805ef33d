import Addressing

extension NftRule: TracedRule {
    func outcome(
        for packet: inout Packet,
        _ sets: [String: NftLookup],
        _ context: inout RuleContext
    ) -> RuleOutcome? {
        for statement in statements {
            // What statements before a mismatch have done to the packet stays.
            let outcome = statement.outcome(for: &packet, sets, context)
            guard outcome == .next else { return outcome }
        }
        return .next
    }

    func work(for packet: Packet, _ sets: [String: NftLookup], _ context: RuleContext, matched: Bool) -> RuleWork {
        var packet = packet
        for statement in statements {
            if statement.setName != nil { return .nftSet }
            guard statement.outcome(for: &packet, sets, context) == .next else { break }
        }
        return matched ? .nftHit : .nftRule
    }
}

extension NftStatement {
    /// What the statement makes of `packet`: `.next` lets the next statement have its say, nil says that the rule does not match.
    fileprivate func outcome(
        for packet: inout Packet,
        _ sets: [String: NftLookup],
        _ context: RuleContext
    ) -> RuleOutcome? {
        switch self {
        case .address(let end, let operand):
            let address = packet.address(end)
            let holds =
                switch operand.value {
                case .block(let block): block.contains(address)
                case .set(let name, _): sets[name]?[[.address(IPBlock(address))]] != nil
                }
            return next(if: holds != operand.isNegated)
        case .localAddress(let end): return next(if: context.isLocal(packet.address(end)))
        case .transport(let transport): return next(if: transport == packet.transport)
        case .destinationPort(let transport, let ports):
            return next(if: transport == packet.transport && ports.contains(packet.destinationPort))
        // The type stands where other protocols have their port.
        case .icmpType(let type): return next(if: packet.transport == .icmp && packet.destinationPort == type.number)
        case .icmpv6Type(let type):
            return next(if: packet.transport == .icmpv6 && packet.destinationPort == type.number)
        case .connectionState(let states): return next(if: states.contains(packet.state))
        case .translated: return next(if: packet.isTranslated)
        case .mark(let mark): return next(if: (packet.mark & mark.value.mask == mark.value.value) != mark.isNegated)
        case .member(let fields, let set): return next(if: sets[set]?[packet.key(fields)] != nil)
        case .verdictMap(let fields, let map): return sets[map]?[packet.key(fields)]
        case .limit, .counter, .log: return .next
        case .setMark(let operation, let bits):
            switch operation {
            case .or: packet.mark |= bits
            case .and: packet.mark &= bits
            case .xor: packet.mark ^= bits
            }
            return .next
        case .verdict(let verdict): return RuleOutcome(verdict)
        case .reject:
            let isIPv4 = packet.source.family == .ipv4
            return .end(.rejected(with: isIPv4 ? "icmp-port-unreachable" : "icmp6-port-unreachable"))
        case .masquerade: return .end(.accepted)
        case .dnat(let endpoints):
            guard !endpoints.isEmpty else { return nil }
            let endpoint = endpoints[min(context.choice, endpoints.count - 1)]
            packet.translate(to: .v4(endpoint.address), endpoint.port)
            return .end(.accepted)
        }
    }

    private func next(if holds: Bool) -> RuleOutcome? { holds ? .next : nil }
}

extension RuleOutcome {
    init(_ verdict: NftVerdict) {
        self =
            switch verdict {
            case .accept: .end(.accepted)
            case .drop: .end(.dropped)
            case .return: .return
            case .jump(let chain): .jump(chain)
            case .goto(let chain): .goto(chain)
            }
    }
}

extension Packet {
    /// The values of the fields, as the key of a set.
    fileprivate func key(_ fields: [NftField]) -> [NftSet.Value] {
        fields.map { field in
            switch field {
            case .source: .address(IPBlock(source))
            case .destination: .address(IPBlock(destination))
            case .transport: .transport(transport)
            case .destinationPort: .port(destinationPort)
            }
        }
    }
}

extension NftStatement.ICMPType {
    /// The type's number (RFC 792).
    fileprivate var number: UInt16 {
        switch self {
        case .destinationUnreachable: 3
        case .echoRequest: 8
        case .timeExceeded: 11
        }
    }
}

extension NftStatement.ICMPv6Type {
    /// The type's number (RFC 4443 and RFC 4861).
    fileprivate var number: UInt16 {
        switch self {
        case .destinationUnreachable: 1
        case .timeExceeded: 3
        case .echoRequest: 128
        case .echoReply: 129
        case .neighbourSolicitation: 135
        case .neighbourAdvertisement: 136
        }
    }
}
