/// What the API server tells those who watch it.
package enum ClusterEvent: String, Hashable, Sendable, CaseIterable {
    case podAdded
    case podDeleted
    /// A pod's phase or address.
    case podStatus
    case podLabels
    case namespaceLabels
    /// A policy was created, updated or deleted.
    case policyChanged
}
