import Addressing
import Cluster
package import Policy
import Rules

/// The rules of the kube-router that Tencent's TKE ran: 0.2.1 with seven pull requests on top.
///
/// The pull requests are cloudnativelabs/kube-router #488, #498, #527, #529, #543, #634 and #679, as merged later: ipBlocks and their
/// excepts in `hash:net` sets, named ports in sets of their own, comments that say what is matched. Full label selectors (#881) came
/// years after, but without them the published feature table cannot hold, so the build must have had the like: that is our inference.
/// The frame around the policies' chains is that of 0.2.0, and so is a sync: the pull requests change rules and sets, and not how
/// they are applied.
///
/// There is no recording of the program; the layout follows the sources. Cost: (policies) x (pods).
package struct KubeRouterTKE: PodFirewallLayout {
    /// Part of every chain name's hash, as in `KubeRouter020`.
    package let version: String

    package init(version: String) {
        self.version = version
    }

    static let name = Controller.kubeRouterTKE.rawValue

    package var dialect: PolicyDialect { .kubeRouterTKE }

    func firewall(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> PodFirewall {
        try cluster.requireIPv4Blocks(for: KubeRouterTKE.name)
        let policies = PolicySelection(of: cluster, dialect: dialect).resolvedPolicies()
        return try PodFirewall(
            policies: policies.map(enforced),
            cluster: cluster,
            node: node,
            version: version,
            program: KubeRouterTKE.name
        )
    }

    private func enforced(_ policy: ResolvedPolicy) -> EnforcedPolicy {
        var enforced = EnforcedPolicy(
            policy.policy,
            directions: policy.directions,
            targets: policy.targetAddresses,
            version: version
        )
        // Whatever the directions: rules of a direction that the policy does not have are written, and never met.
        let names = SetNames(namespace: policy.policy.namespace, policy: policy.policy.name, family: "")
        let list = PermissionList(policy, NetworkPolicy.Direction.allCases, names: names, dialect: dialect)
        for permission in list.permissions {
            enforced.append(permission.acceptingRule(of: policy.policy), for: permission.direction)
        }
        enforced.sets += list.addressSets.map { IPSet(kubeRouter: $0.name, addresses: $0.addresses) }
        enforced.sets += list.blockSets.map { IPSet(kubeRouter: $0.name, blocks: $0.blocks) }
        return enforced
    }
}

extension Permission {
    fileprivate func acceptingRule(of policy: NetworkPolicy) -> Rule {
        Rule(
            transport: transport,
            matches: matches(comment: comment(policy.name, policy.namespace)),
            target: .accept
        )
    }

    private func comment(_ name: String, _ namespace: String) -> String {
        let subject = "rule to ACCEPT traffic from"
        let suffix = "selected by policy name: \(name) namespace \(namespace)"
        switch (peers, direction) {
        case (.pods, _):
            return "\(subject) source pods to dest pods selected by policy name \(name) namespace \(namespace)"
        case (.anyone, .ingress): return "\(subject) all sources to dest pods \(suffix)"
        case (.anyone, .egress): return "\(subject) source pods to all destinations \(suffix)"
        case (.blocks, .ingress): return "\(subject) specified ipBlocks to dest pods \(suffix)"
        case (.blocks, .egress): return "\(subject) source pods to specified ipBlocks \(suffix)"
        }
    }
}
