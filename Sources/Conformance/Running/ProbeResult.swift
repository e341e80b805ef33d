package import Addressing
package import Cluster

/// One probe, what should have become of it, and what did.
package struct ProbeResult: Equatable, Sendable {
    /// As people read them: `nsa/client-a`, `nsa/server`.
    package var source: String
    package var target: String
    package var port: UInt16
    package var transport: ServiceProtocol
    /// Whose packets made it.
    package var family: IPFamily
    /// What the case or the API's text expects.
    package var isAllowed: Bool
    package var verdict: PacketVerdict
    package var judgement: Judgement

    package init(
        source: String,
        target: String,
        port: UInt16,
        transport: ServiceProtocol,
        family: IPFamily = .ipv4,
        isAllowed: Bool,
        verdict: PacketVerdict,
        judgement: Judgement
    ) {
        self.source = source
        self.target = target
        self.port = port
        self.transport = transport
        self.family = family
        self.isAllowed = isAllowed
        self.verdict = verdict
        self.judgement = judgement
    }

    /// What was dialled: `nsa/server:80`, with the protocol if it is not TCP, and the family if it is not IPv4.
    package var destination: String {
        "\(target):\(port)" + (transport == .tcp ? "" : "/\(transport.rawValue)")
            + (family == .ipv4 ? "" : "/\(family.title)")
    }

    /// The failure in one clause; nil if there is none.
    package var fault: String? {
        guard judgement.kind != .right else { return nil }
        let should = isAllowed ? "should be allowed" : "should be denied"
        let cause = judgement.reason.map { ": \($0)" } ?? ""
        return "\(source) -> \(destination) \(verdict), \(should)\(cause)"
    }
}
