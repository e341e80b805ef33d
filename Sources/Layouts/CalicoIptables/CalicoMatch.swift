import Addressing
import Rules

/// A criterion of a rule as Felix writes it (felix v3.20.5, iptables/match_builder.go).
enum CalicoMatch {
    case protocolName(Transport)
    case protocolNumber(Transport)
    case source(IPBlock)
    case destination(IPBlock)
    case inInterface(String)
    case outInterface(String)
    case connectionState([ConnectionState])
    case notConnectionState(ConnectionState)
    case markClear(UInt32)
    case markSet(UInt32)
    case sourceSet(String)
    case destinationSet(String)
    case destinationPortSet(String)
    case destinationPorts([PortRange])

    /// What Felix hashes.
    var text: String {
        switch self {
        case .protocolName(let transport): "-p \(transport.rawValue)"
        case .protocolNumber(let transport): "-p \(transport == .udp ? 17 : 4)"
        case .source(let block): "--source \(block)"
        case .destination(let block): "--destination \(block)"
        case .inInterface(let name): "--in-interface \(name)"
        case .outInterface(let name): "--out-interface \(name)"
        case .connectionState(let states):
            "-m conntrack --ctstate \(states.map(\.rawValue).joined(separator: ","))"
        case .notConnectionState(let state): "-m conntrack ! --ctstate \(state.rawValue)"
        case .markClear(let mark): "-m mark --mark 0/\(mark.hexadecimal)"
        case .markSet(let mark): "-m mark --mark \(mark.hexadecimal)/\(mark.hexadecimal)"
        case .sourceSet(let name): "-m set --match-set \(name) src"
        case .destinationSet(let name): "-m set --match-set \(name) dst"
        case .destinationPortSet(let name): "-m set --match-set \(name) dst,dst"
        case .destinationPorts(let ports):
            "-m multiport --destination-ports "
                + ports.map { $0.lower == $0.upper ? "\($0.lower)" : "\($0.lower):\($0.upper)" }.joined(separator: ",")
        }
    }

    /// Adds the criterion to `rule`, where the kernel keeps it.
    func add(to rule: inout Rule) {
        switch self {
        case .protocolName(let transport), .protocolNumber(let transport): rule.transport = Negatable(transport)
        // iptables keeps no criterion for a block that holds every address.
        case .source(let block): rule.source = block.prefixLength == 0 ? nil : Negatable(block)
        case .destination(let block): rule.destination = block.prefixLength == 0 ? nil : Negatable(block)
        case .inInterface(let name): rule.inInterface = Negatable(name)
        case .outInterface(let name): rule.outInterface = Negatable(name)
        case .connectionState(let states): rule.matches.append(.connectionState(Negatable(states)))
        case .notConnectionState(let state): rule.matches.append(.connectionState(.not([state])))
        case .markClear(let mark): rule.matches.append(.mark(Negatable(MaskedMark(0, mask: mark))))
        case .markSet(let mark): rule.matches.append(.mark(Negatable(MaskedMark(mark, mask: mark))))
        case .sourceSet(let name): rule.matches.append(.set(Negatable(name), directions: [.source]))
        case .destinationSet(let name): rule.matches.append(.set(Negatable(name), directions: [.destination]))
        case .destinationPortSet(let name):
            rule.matches.append(.set(Negatable(name), directions: [.destination, .destination]))
        case .destinationPorts(let ports): rule.matches.append(.destinationPorts(ports))
        }
    }
}

extension UInt32 {
    /// `0x10000`, as Go's `%#x` prints it.
    var hexadecimal: String { "0x" + String(self, radix: 16) }
}
