package import Addressing

/// What became of a probe.
package enum PacketVerdict: Hashable, Sendable {
    /// Whoever has this address answered; behind a Service that says which endpoint it was.
    case reached(IPAddress)
    /// An ICMP error or a reset came back.
    case refused
    /// Nothing came back in time.
    case silent

    package var isReached: Bool {
        if case .reached = self { true } else { false }
    }
}

extension PacketVerdict: CustomStringConvertible {
    package var description: String {
        switch self {
        case .reached(let address): "reached \(address)"
        case .refused: "refused"
        case .silent: "no answer"
        }
    }
}
