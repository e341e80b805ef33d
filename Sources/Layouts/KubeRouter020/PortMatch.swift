import Rules

/// What a rule asks of a packet's port.
enum PortMatch {
    case any
    case port(Transport, UInt16)

    /// An accepting rule with this port after the `matches` given.
    func accept(_ matches: [Match]) -> Rule {
        switch self {
        case .any: Rule(matches: matches, target: .accept)
        case .port(let transport, let number):
            Rule(
                transport: Negatable(transport),
                matches: matches + [.ports(transport, source: nil, destination: Negatable(PortRange(number)))],
                target: .accept
            )
        }
    }
}
