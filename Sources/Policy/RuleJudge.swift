import Addressing
import Cluster

/// One resolved rule made ready for many questions.
struct RuleJudge: Sendable {
    private let rule: ResolvedRule
    private let direction: NetworkPolicy.Direction
    private let pods: Set<IPAddress>
    private let opensEveryPortToPods: Bool
    /// Whether the numbers behind names count for blocks.
    private let namesCountForBlocks: Bool
    private let blocks: BlockJudge

    init(_ rule: ResolvedRule, _ direction: NetworkPolicy.Direction, _ family: IPFamily, dialect: PolicyDialect) {
        self.rule = rule
        self.direction = direction
        pods = Set(rule.pods.compactMap { $0.address(in: family) })
        opensEveryPortToPods = rule.opensEveryPortToPods(in: dialect)
        namesCountForBlocks = direction == .ingress || !dialect.deviations.contains(.namedEgressIgnoresBlocks)
        blocks = BlockJudge(rule.blocks, dialect: dialect)
    }

    /// Whether the packet's other end is a peer, and its port one that this peer may use.
    func admits(_ packet: PolicyPacket) -> Bool {
        let peer = direction == .ingress ? packet.source : packet.destination
        if rule.admitsAnyone { return rule.admitsAnyPort || hasNumber(packet) || hasName(packet) }
        if pods.contains(peer), opensEveryPortToPods || hasNumber(packet) || hasName(packet) { return true }
        return blocks.contains(peer)
            && (rule.admitsAnyPort || hasNumber(packet) || namesCountForBlocks && hasName(packet))
    }

    private func hasNumber(_ packet: PolicyPacket) -> Bool {
        rule.numbers.contains { $0.admits(packet.transport, packet.port, at: packet.destination) }
    }

    private func hasName(_ packet: PolicyPacket) -> Bool {
        rule.names.contains { $0.admits(packet.transport, packet.port, at: packet.destination) }
    }
}
