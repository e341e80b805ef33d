package import Cluster

/// Which reading of NetworkPolicy a controller goes by, where programs differ from the API's text.
package enum PolicyDialect: Sendable, CaseIterable {
    /// The API as of networking.k8s.io/v1 (Kubernetes 1.36), which current controllers follow.
    case standard
    /// kube-router 0.2.0, and the builds that Tencent made of it.
    ///
    /// Selectors count by matchLabels alone, excepts and endPorts are ignored, absent policyTypes follow the fields
    /// that are given, and every pod with an address can be selected
    /// (pkg/controllers/netpol/network_policy_controller.go, v0.2.0).
    case kubeRouter020

    /// Whether an ipBlock's excepts take addresses away from it.
    package var honoursExcept: Bool { self == .standard }

    /// Whether a port with an endPort means the whole range, and not its first port alone.
    package var honoursEndPort: Bool { self == .standard }

    /// Whether selectors' matchExpressions count.
    package var readsMatchExpressions: Bool { self == .standard }

    /// Whether policies and peers can select the pod at all.
    package func considers(_ pod: Pod) -> Bool {
        switch self {
        case .standard: pod.hasOwnAddress
        case .kubeRouter020: pod.address != nil
        }
    }

    /// The directions in which `policy` isolates the pods it selects.
    ///
    /// Absent or empty policyTypes mean, to the API server, Ingress, and Egress too if there is an egress rule
    /// (pkg/apis/networking/v1/defaults.go); to kube-router 0.2.0 whichever of the two fields are given, else Ingress.
    package func directions(of policy: NetworkPolicy) -> Set<NetworkPolicy.Direction> {
        if let types = policy.policyTypes, !types.isEmpty { return Set(types) }
        switch self {
        case .standard:
            return policy.egress?.isEmpty ?? true ? [.ingress] : [.ingress, .egress]
        case .kubeRouter020:
            guard policy.egress != nil else { return [.ingress] }
            return policy.ingress != nil ? [.ingress, .egress] : [.egress]
        }
    }
}
