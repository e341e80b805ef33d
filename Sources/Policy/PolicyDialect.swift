package import Cluster

/// Which reading of NetworkPolicy a controller goes by: the API's, apart from its deviations.
package struct PolicyDialect: Hashable, Sendable {
    /// Where the reading differs from the API's text.
    package var deviations: Set<PolicyDeviation>

    package init(_ deviations: Set<PolicyDeviation>) {
        self.deviations = deviations
    }

    /// The API as of networking.k8s.io/v1 (Kubernetes 1.36).
    package static let standard = PolicyDialect([])

    /// kube-router 0.2.0 (pkg/controllers/netpol/network_policy_controller.go).
    package static let kubeRouter020 = PolicyDialect([
        .ignoresMatchExpressions, .ignoresExcept, .ignoresEndPort, .refusesNamedPorts,
        .judgesAddresses, .firstPodChainDecides,
    ])

    /// Tencent's build of kube-router: 0.2.1 with seven pull requests, and with full selectors, which is our inference.
    package static let kubeRouterTKE = PolicyDialect([
        .ignoresEndPort, .judgesAddresses, .firstPodChainDecides, .namedEgressNeedsPeers,
        .namedEgressIgnoresBlocks, .unknownNamesOpenAllPorts, .blocksShareASet,
    ])

    /// kube-router 2.11.1, iptables mode (pkg/controllers/netpol/npc_iptables.go).
    package static let kubeRouter211 = PolicyDialect([
        .bothDirectionsShareAChain, .namedEgressByNumber, .namedEgressIgnoresBlocks, .unknownNamesOpenAllPorts,
        .blocksShareASet, .everyIPv6InTwoBlocks,
    ])

    /// kube-router 2.11.1, nftables mode (pkg/controllers/netpol/npc_nftables.go).
    package static let kubeRouter211Nft = PolicyDialect([
        .bothDirectionsShareAChain, .namedEgressByNumber, .namedEgressIgnoresBlocks, .unknownNamesOpenAllPorts,
        .exceptsShareASet, .everyIPv6InTwoBlocks,
    ])

    /// The readings of the known controllers, the API's first.
    package static let known: [PolicyDialect] = [
        .standard, .kubeRouter020, .kubeRouterTKE, .kubeRouter211, .kubeRouter211Nft,
    ]

    /// Whether an ipBlock's excepts take addresses away from it.
    package var honoursExcept: Bool { !deviations.contains(.ignoresExcept) }

    /// Whether a port with an endPort means the whole range, and not its first port alone.
    package var honoursEndPort: Bool { !deviations.contains(.ignoresEndPort) }

    /// Whether selectors' matchExpressions count.
    package var readsMatchExpressions: Bool { !deviations.contains(.ignoresMatchExpressions) }

    /// Whether policies and peers can select the pod at all.
    package func considers(_ pod: Pod) -> Bool {
        deviations.contains(.judgesAddresses) ? pod.address != nil : pod.hasOwnAddress
    }

    /// The directions in which `policy` isolates the pods it selects.
    ///
    /// Absent or empty policyTypes mean Ingress, and Egress too if there is an egress rule. The API server fills them in so
    /// (pkg/apis/networking/v1/defaults.go, since 1.8), before any controller reads the policy.
    package func directions(of policy: NetworkPolicy) -> Set<NetworkPolicy.Direction> {
        if let types = policy.policyTypes, !types.isEmpty { return Set(types) }
        return policy.egress?.isEmpty ?? true ? [.ingress] : [.ingress, .egress]
    }
}
