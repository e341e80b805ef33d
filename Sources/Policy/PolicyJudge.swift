import Addressing
import Cluster

/// A resolved policy made ready for many questions: who it selects, and whether a rule of it admits a packet.
///
/// Both ends count in every rule, as in the sets that controllers match: an ingress rule wants the destination among the
/// selected pods and the source among the peers, an egress rule the reverse.
struct PolicyJudge: Sendable {
    let directions: Set<NetworkPolicy.Direction>
    let namespace: String
    /// The addresses of the selected pods.
    let targets: Set<IPAddress>
    private let ingress: [RuleJudge]
    private let egress: [RuleJudge]

    init(_ policy: ResolvedPolicy, dialect: PolicyDialect) {
        directions = policy.directions
        namespace = policy.policy.namespace
        targets = Set(policy.targetAddresses)
        ingress = policy.ingress.map { RuleJudge($0, .ingress, policy.family, dialect: dialect) }
        egress = policy.egress.map { RuleJudge($0, .egress, policy.family, dialect: dialect) }
    }

    /// Whether one of the rules of a direction admits the packet.
    func admits(_ packet: PolicyPacket, by direction: NetworkPolicy.Direction) -> Bool {
        switch direction {
        case .ingress: targets.contains(packet.destination) && ingress.contains { $0.admits(packet) }
        case .egress: targets.contains(packet.source) && egress.contains { $0.admits(packet) }
        }
    }
}

/// The first packet of a connection, by addresses alone.
struct PolicyPacket: Sendable {
    var source: IPAddress
    var destination: IPAddress
    var transport: ServiceProtocol
    /// The destination's port.
    var port: UInt16
}
