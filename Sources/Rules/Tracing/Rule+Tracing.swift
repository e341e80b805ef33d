import Addressing

extension Rule: TracedRule {
    func outcome(
        for packet: inout Packet,
        _ sets: [String: AddressLookup],
        _ context: inout RuleContext
    ) -> RuleOutcome? {
        guard headerFits(packet), matches.allSatisfy({ matches($0, packet, sets, &context) }) else { return nil }
        switch target {
        case nil, .log: return .next
        case .accept, .masquerade: return .end(.accepted)
        case .drop: return .end(.dropped)
        case .reject(let answer): return .end(.rejected(with: answer))
        case .return: return .return
        case .jump(let chain): return .jump(chain)
        case .goto(let chain): return .goto(chain)
        case .mark(let mark):
            packet.mark = packet.mark & ~mark.mask ^ mark.value
            return .next
        case .dnat(let address, let port):
            packet.translate(to: .v4(address), port)
            return .end(.accepted)
        }
    }

    func work(
        for packet: Packet,
        _ sets: [String: AddressLookup],
        _ context: RuleContext,
        matched: Bool
    ) -> RuleWork {
        guard matched || headerFits(packet) else { return comment == nil ? .header : .comment }
        var context = context
        for match in matches {
            if case .set = match { return .set }
            // A set behind a match that does not hold is not asked.
            if !matched, !matches(match, packet, sets, &context) { return .match }
        }
        return .hit
    }

    /// Whether addresses, interfaces and protocol fit, which the kernel looks at before any extension (`ip_packet_match`).
    private func headerFits(_ packet: Packet) -> Bool {
        holds(source) { $0.contains(packet.source) }
            && holds(destination) { $0.contains(packet.destination) }
            && holds(inInterface) { packet.inInterface.matches($0) }
            && holds(outInterface) { packet.outInterface.matches($0) }
            && holds(transport) { $0 == packet.transport }
    }

    private func matches(
        _ match: Match,
        _ packet: Packet,
        _ sets: [String: AddressLookup],
        _ context: inout RuleContext
    ) -> Bool {
        switch match {
        case .comment, .limit, .accounting: return true
        case .ports(let transport, let source, let destination):
            return transport == packet.transport && holds(source) { $0.contains(packet.sourcePort) }
                && holds(destination) { $0.contains(packet.destinationPort) }
        case .destinationPorts(let ranges): return ranges.contains { $0.contains(packet.destinationPort) }
        // The type stands where other protocols have their port.
        case .icmpType(let type): return packet.transport == .icmp && packet.destinationPort == UInt16(type)
        case .icmpv6Type(let type): return packet.transport == .icmpv6 && packet.destinationPort == UInt16(type)
        case .set(let name, let directions):
            return holds(name) { sets[$0]?.contains(packet, directions) ?? false }
        case .connectionState(let states):
            return holds(states) { $0.contains(packet.state) || packet.isTranslated && $0.contains(.dnat) }
        case .addressType(let end, let type):
            return holds(type) { $0 == "LOCAL" && context.isLocal(packet.address(end)) }
        case .mark(let mark): return holds(mark) { packet.mark & $0.mask == $0.value }
        case .physdevIsBridged: return packet.isBridged
        case .probability: return context.takesNextChoice()
        }
    }

    /// Whether a criterion holds; one that is not there does.
    private func holds<Value>(_ criterion: Negatable<Value>?, _ test: (Value) -> Bool) -> Bool {
        guard let criterion else { return true }
        return test(criterion.value) != criterion.isNegated
    }
}

extension String {
    /// Whether an interface has the name; one that ends in `+` stands for all that begin so (iptables(8), --in-interface).
    fileprivate func matches(_ pattern: String) -> Bool {
        pattern.hasSuffix("+") ? hasPrefix(pattern.dropLast()) : self == pattern
    }
}
