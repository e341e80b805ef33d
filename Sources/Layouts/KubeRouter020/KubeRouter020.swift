import Cluster
package import Policy

/// The rules of kube-router 0.2.0 as a NetworkPolicy controller only (`--run-firewall=true`), the version of the
/// published experiment.
///
/// Read from kube-router `pkg/controllers/netpol/network_policy_controller.go` at tag v0.2.0, and equal to recordings of
/// the real program. Everything is in the filter table. The real program walks maps, so its order of pods and policies is
/// random; here it is the cluster's, the first pod on top.
///
/// What this version does otherwise than the API says is kept: it reads `matchLabels` only, ignores `except` and
/// `endPort`, tells pods apart by address alone (a finished pod and a hostNetwork pod count as selected), and filters
/// nothing that a pod sends to its own node.
///
/// The policy of the experiment gives 7 L + 3 rules for L selected local pods. Cost: (policies) x (pods).
package struct KubeRouter020: PodFirewallLayout {
    /// Part of every chain name's hash; the real program takes the Unix time in nanoseconds when a sync starts, so that
    /// every sync makes new chains.
    package let version: String

    package init(version: String) {
        self.version = version
    }

    /// A version for a seed: the day of the release, and the seed's last nine digits as nanoseconds.
    package static func version(seed: UInt64) -> String {
        String(1_535_673_600_000_000_000 + seed % 1_000_000_000)
    }

    static let name = Controller.kubeRouter020.rawValue

    package var dialect: PolicyDialect { .kubeRouter020 }

    func firewall(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> PodFirewall {
        try PodFirewall(
            policies: enforcedPolicies(of: cluster),
            cluster: cluster,
            node: node,
            version: version,
            program: KubeRouter020.name
        )
    }
}
