package import Cluster

/// One thing that a case does to the cluster through its API.
package enum CaseChange: Equatable, Sendable {
    case start(CasePod)
    case remove(PodName)
    /// Creates the policy, or replaces the one of the same namespace and name.
    case apply(NetworkPolicy)
    case delete(policy: String, namespace: String)
    /// Replaces all labels of a pod.
    case relabel(PodName, [String: String])
    /// Replaces all labels of a namespace.
    case relabelNamespace(String, [String: String])

    /// What controllers that watch the API are told.
    package var event: ClusterEvent {
        switch self {
        case .start: .podAdded
        case .remove: .podDeleted
        case .apply, .delete: .policyChanged
        case .relabel: .podLabels
        case .relabelNamespace: .namespaceLabels
        }
    }
}
