import Addressing
import Cluster
import Policy
import Rules

/// A NetworkPolicy as Calico takes it over and Felix programs it: a rule for each peer and protocol (libcalico-go v3.20.5,
/// k8s/conversion; felix v3.20.5, rules/policy.go).
struct CalicoPolicy {
    let policy: NetworkPolicy
    let directions: Set<NetworkPolicy.Direction>
    /// The addresses of all selected pods of the cluster.
    let targets: Set<IPAddress>
    private let rules: [NetworkPolicy.Direction: [CalicoPolicyRule]]

    init(_ policy: NetworkPolicy, among selection: PolicySelection) {
        self.policy = policy
        directions = selection.dialect.directions(of: policy)
        targets = Set(selection.pods(selectedBy: policy).compactMap { $0.address(in: .ipv4) })
        rules = Dictionary(
            uniqueKeysWithValues: NetworkPolicy.Direction.allCases.map { direction in
                let list = (direction == .ingress ? policy.ingress : policy.egress) ?? []
                return (direction, list.flatMap { Self.rules(of: $0, direction, in: policy, among: selection) })
            }
        )
    }

    /// Calico's name of the policy.
    var name: String { "\(policy.namespace)/knp.default.\(policy.name)" }

    /// The sets that the rules of a direction name.
    func sets(_ direction: NetworkPolicy.Direction) -> [IPSet] { (rules[direction] ?? []).flatMap(\.sets) }

    func chain(_ direction: NetworkPolicy.Direction) -> Chain {
        var rules = (rules[direction] ?? []).flatMap(\.rules)
        if rules.isEmpty { rules.append(CalicoRule(action: nil)) }
        rules[0].comment = "Policy \(name) \(direction.rawValue.lowercased())"
        return Chain(calico: CalicoName.chain(direction.policyPrefix, name), rules)
    }

    /// One rule for each peer and protocol; a rule without peers or ports has one that is open there.
    private static func rules(
        of rule: NetworkPolicy.Rule,
        _ direction: NetworkPolicy.Direction,
        in policy: NetworkPolicy,
        among selection: PolicySelection
    ) -> [CalicoPolicyRule] {
        // A rule for blocks of the other family alone is left out (`FilterRuleToIPVersion`).
        let own = rule.peers.filter { if case .block(.v6, except: _) = $0 { false } else { true } }
        let peers = rule.peers.isEmpty ? [nil] : own.map(Optional.some)
        // A protocol without a port means all its ports, whatever other ports the rule names.
        let protocols = rule.ports.reduce(into: [ServiceProtocol: [NetworkPolicy.Port]]()) {
            $0[$1.transport, default: []].append($1)
        }.sorted { $0.key.rawValue < $1.key.rawValue }
        return peers.flatMap { peer in
            guard !protocols.isEmpty else {
                return [CalicoPolicyRule(direction, peer, nil, [], in: policy, among: selection)]
            }
            return protocols.map { transport, ports in
                let isOpen = ports.contains { $0.number == nil }
                return CalicoPolicyRule(direction, peer, transport, isOpen ? [] : ports, in: policy, among: selection)
            }
        }
    }
}
