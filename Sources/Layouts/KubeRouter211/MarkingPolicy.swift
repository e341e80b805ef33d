import Addressing
import Cluster
import Policy
import Rules

/// A policy as kube-router 2.11.1 programs it in iptables: the pods it selects, its chain and its sets.
struct MarkingPolicy {
    let title: String
    let directions: Set<NetworkPolicy.Direction>
    /// The addresses of all selected pods of the cluster.
    let targets: Set<IPAddress>
    let chain: Chain
    let sets: [IPSet]

    init(_ policy: ResolvedPolicy, dialect: PolicyDialect, version: String) {
        let namespace = policy.policy.namespace
        let name = policy.policy.name
        title = "\(namespace)/\(name)"
        directions = policy.directions
        let addresses = policy.targetAddresses
        targets = Set(addresses)
        // Unlike older versions, this one leaves out the rules of a direction that the policy does not have.
        let written = NetworkPolicy.Direction.allCases.filter(policy.directions.contains)
        let family = policy.family
        let prefix = family == .ipv4 ? "" : "inet6:"
        let names = SetNames(namespace: namespace, policy: name, family: family.title, prefix: prefix)
        let list = PermissionList(policy, written, names: names, dialect: dialect)
        let title = title
        chain = Chain(
            name: "KUBE-NWPLCY-" + NameHash.of(namespace + name + version + family.title),
            rules: list.permissions.flatMap { $0.markingRules(of: title) }
        )
        sets =
            written.map { IPSet(kubeRouter: names.targets($0), family: family, addresses: addresses) }
            + list.addressSets.map { IPSet(kubeRouter: $0.name, family: family, addresses: $0.addresses) }
            + list.blockSets.map { IPSet(kubeRouter: $0.name, family: family, blocks: $0.blocks) }
    }
}

extension Permission {
    /// The pair of rules that marks the packet and then leaves the chain with it.
    fileprivate func markingRules(of policy: String) -> [Rule] {
        let matches = matches(comment: RuleComment.of(policy, kind))
        return [
            Rule(transport: transport, matches: matches, target: .mark(.allowed)),
            Rule(transport: transport, matches: matches + [.mark(Negatable(.allowed))], target: .return),
        ]
    }

    /// The end of the rule's comment (pkg/controllers/netpol/comments.go).
    private var kind: String {
        let peers =
            switch peers {
            case .pods: "pods"
            case .anyone: "any"
            case .blocks: "cidr"
            }
        return "\(direction.rawValue.lowercased()) \(peers)" + (isNamed ? " np" : "")
    }
}
