package import Addressing
package import Cluster

/// A policy with everything looked up that a controller looks up before it writes rules: pods for selectors, numbers for names.
package struct ResolvedPolicy: Sendable {
    package let policy: NetworkPolicy
    /// Whose addresses and blocks were looked up.
    package let family: IPFamily
    /// In which directions it isolates the pods that it selects.
    package let directions: Set<NetworkPolicy.Direction>
    /// The pods it selects, in cluster order, cluster-wide.
    package let targets: [Pod]
    package let ingress: [ResolvedRule]
    package let egress: [ResolvedRule]

    /// The policy as `selection` and its dialect see it.
    ///
    /// Cost: (peers) x (pods of the namespaces that they select), and for egress by a port's name (pods).
    package init(_ policy: NetworkPolicy, among selection: PolicySelection) {
        self.policy = policy
        family = selection.family
        directions = selection.dialect.directions(of: policy)
        let targets = selection.pods(selectedBy: policy)
        self.targets = targets
        ingress = (policy.ingress ?? []).map {
            ResolvedRule($0, .ingress, of: policy, targets: targets, among: selection)
        }
        egress = (policy.egress ?? []).map {
            ResolvedRule($0, .egress, of: policy, targets: targets, among: selection)
        }
    }

    /// The addresses of the pods it selects, in their order.
    package var targetAddresses: [IPAddress] { targets.compactMap { $0.address(in: family) } }

    package func rules(_ direction: NetworkPolicy.Direction) -> [ResolvedRule] {
        switch direction {
        case .ingress: ingress
        case .egress: egress
        }
    }
}

extension PolicySelection {
    /// All policies of the cluster, in its order, resolved.
    package func resolvedPolicies() -> [ResolvedPolicy] {
        policies.map { ResolvedPolicy($0, among: self) }
    }
}
