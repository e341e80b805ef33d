import Addressing

/// One packet's walk through the chains of one table.
struct ChainWalk {
    let table: Table.Name
    let chains: [String: Chain]
    let tracer: PacketTracer
    var trace: PacketTrace

    /// Passes the rules of `chain`, and those that it jumps to; nil if none of them ended the packet.
    mutating func pass(_ chain: Chain) -> PacketTrace.Verdict? {
        var choices = 0
        for (index, rule) in chain.rules.enumerated() {
            let matched = matches(rule, choices: &choices)
            trace.steps.append(.init(table: table, chain: chain.name, index: index, matched: matched))
            guard matched, let target = rule.target else { continue }
            switch target {
            case .accept: return .accepted
            case .drop: return .dropped
            case .reject(let answer): return .rejected(with: answer)
            case .return: return nil
            case .jump(let name):
                if let end = chains[name].flatMap({ pass($0) }) { return end }
            case .goto(let name): return chains[name].flatMap { pass($0) }
            case .mark(let mark): trace.packet.mark = trace.packet.mark & ~mark.mask ^ mark.value
            case .dnat(let address, let port):
                trace.packet.destination = address
                trace.packet.destinationPort = port
                return .accepted
            case .masquerade: return .accepted
            case .log: continue
            }
        }
        return nil
    }

    private func matches(_ rule: Rule, choices: inout Int) -> Bool {
        let packet = trace.packet
        return holds(rule.source) { $0.contains(packet.source) }
            && holds(rule.destination) { $0.contains(packet.destination) }
            && holds(rule.inInterface) { Self.matches(packet.inInterface, $0) }
            && holds(rule.outInterface) { Self.matches(packet.outInterface, $0) }
            && holds(rule.transport) { $0 == packet.transport }
            && rule.matches.allSatisfy { matches($0, packet, &choices) }
    }

    private func matches(_ match: Match, _ packet: Packet, _ choices: inout Int) -> Bool {
        switch match {
        case .comment, .limit, .accounting: return true
        case .ports(let transport, let source, let destination):
            return transport == packet.transport && holds(source) { $0.contains(packet.sourcePort) }
                && holds(destination) { $0.contains(packet.destinationPort) }
        case .destinationPorts(let ranges): return ranges.contains { $0.contains(packet.destinationPort) }
        // The type stands where other protocols have their port.
        case .icmpType(let type): return packet.transport == .icmp && packet.destinationPort == UInt16(type)
        case .set(let name, let directions):
            return holds(name) { tracer.isMember(packet, of: $0, directions) }
        case .connectionState(let states): return holds(states) { $0.contains(packet.state) }
        case .addressType(let end, let type):
            return holds(type) { type in
                type == "LOCAL" && tracer.isLocal(end == .source ? packet.source : packet.destination)
            }
        case .mark(let mark): return holds(mark) { packet.mark & $0.mask == $0.value }
        case .physdevIsBridged: return packet.isBridged
        case .probability:
            choices += 1
            return tracer.takes(choices - 1)
        }
    }

    /// Whether a criterion holds; one that is not there does.
    private func holds<Value>(_ criterion: Negatable<Value>?, _ test: (Value) -> Bool) -> Bool {
        guard let criterion else { return true }
        return test(criterion.value) != criterion.isNegated
    }

    /// A name that ends in `+` stands for all that begin so (iptables(8), --in-interface).
    private static func matches(_ interface: String, _ pattern: String) -> Bool {
        pattern.hasSuffix("+") ? interface.hasPrefix(pattern.dropLast()) : interface == pattern
    }
}

extension PortRange {
    func contains(_ port: UInt16) -> Bool { lower <= port && port <= upper }
}
