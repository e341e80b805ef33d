package import Addressing
package import Cluster

/// Which pods the policies and peers of a cluster select.
///
/// Holds the cluster's pods by namespace, so that a question costs only the namespaces it is about. Answers are in
/// cluster order, cluster-wide; a layout narrows them to its node.
package struct PolicySelection: Sendable {
    package let dialect: PolicyDialect
    /// Whose addresses and blocks a controller looks up here; which pods are selected is the same for both.
    package let family: IPFamily
    package let policies: [NetworkPolicy]
    /// Places in `policies` with the directions in which they isolate, by namespace.
    private let policiesByNamespace: [String: [(place: Int, directions: Set<NetworkPolicy.Direction>)]]
    private let labelsByNamespace: [String: [String: String]]
    /// Places in cluster order with the pods, by namespace.
    private let podsByNamespace: [String: [(place: Int, pod: Pod)]]
    /// By places in the lists of `podsByNamespace`.
    private let labelIndexes: [String: LabelIndex]

    package init(of cluster: ClusterModel, dialect: PolicyDialect, family: IPFamily = .ipv4) {
        self.dialect = dialect
        self.family = family
        self.policies = cluster.policies
        self.policiesByNamespace = Dictionary(
            grouping: cluster.policies.enumerated().map { place, policy in
                (place: place, directions: dialect.directions(of: policy))
            },
            by: { cluster.policies[$0.place].namespace }
        )
        var pods: [String: [(place: Int, pod: Pod)]] = [:]
        for (place, pod) in cluster.pods.enumerated() where dialect.considers(pod) {
            pods[pod.namespace, default: []].append((place, pod))
        }
        self.podsByNamespace = pods
        self.labelIndexes = pods.mapValues { LabelIndex(of: $0.lazy.map(\.pod.labels)) }
        self.labelsByNamespace = pods.reduce(into: [:]) { $0[$1.key] = cluster.namespace(named: $1.key).labels }
    }

    /// The pods that `policy` applies to.
    package func pods(selectedBy policy: NetworkPolicy) -> [Pod] {
        members(selectedBy: policy).map(\.pod)
    }

    /// The pods that one element of a policy's `from` or `to` selects; none for an ipBlock.
    package func pods(selectedBy peer: NetworkPolicy.Peer, of policy: NetworkPolicy) -> [Pod] {
        members(selectedBy: peer, of: policy).map(\.pod)
    }

    /// The pods that `policy` applies to, with their places in the cluster.
    func members(selectedBy policy: NetworkPolicy) -> [(place: Int, pod: Pod)] {
        members(in: [policy.namespace], matching: policy.podSelector)
    }

    /// The pods that one element of a policy's `from` or `to` selects, with their places in the cluster.
    func members(selectedBy peer: NetworkPolicy.Peer, of policy: NetworkPolicy) -> [(place: Int, pod: Pod)] {
        guard case .pods(let podSelector, let namespaceSelector) = peer else { return [] }
        return members(
            in: namespaces(selectedBy: namespaceSelector, of: policy),
            matching: podSelector ?? LabelSelector()
        )
    }

    /// All pods of a namespace.
    func pods(in namespace: String) -> [Pod] {
        (podsByNamespace[namespace] ?? []).map(\.pod)
    }

    /// All pods of the cluster that policies know of, in its order.
    package var everyPod: [Pod] {
        podsByNamespace.values.joined().sorted { $0.place < $1.place }.map(\.pod)
    }

    /// The policies that isolate `pod` in `direction`, in cluster order.
    package func policies(isolating pod: Pod, _ direction: NetworkPolicy.Direction) -> [NetworkPolicy] {
        guard dialect.considers(pod) else { return [] }
        return (policiesByNamespace[pod.namespace] ?? []).compactMap { place, directions in
            let policy = policies[place]
            let isIsolating = directions.contains(direction) && policy.podSelector.matches(pod.labels, dialect: dialect)
            return isIsolating ? policy : nil
        }
    }

    /// Whether one element of a policy's `from` or `to` selects `pod` by its labels; never for an ipBlock.
    func selects(_ pod: Pod, by peer: NetworkPolicy.Peer, of policy: NetworkPolicy) -> Bool {
        guard case .pods(let podSelector, let namespaceSelector) = peer, dialect.considers(pod) else { return false }
        return isNamespace(pod.namespace, selectedBy: namespaceSelector, of: policy)
            && (podSelector?.matches(pod.labels, dialect: dialect) ?? true)
    }

    private func namespaces(selectedBy selector: LabelSelector?, of policy: NetworkPolicy) -> [String] {
        podsByNamespace.keys.filter { isNamespace($0, selectedBy: selector, of: policy) }
    }

    /// A peer without a namespaceSelector means the policy's own namespace.
    private func isNamespace(_ name: String, selectedBy selector: LabelSelector?, of policy: NetworkPolicy) -> Bool {
        guard let selector else { return name == policy.namespace }
        return selector.matches(labelsByNamespace[name] ?? [:], dialect: dialect)
    }

    private func members(in namespaces: [String], matching selector: LabelSelector) -> [(place: Int, pod: Pod)] {
        var selected: [(place: Int, pod: Pod)] = []
        for name in namespaces {
            guard let pods = podsByNamespace[name] else { continue }
            let candidates = labelIndexes[name]?.candidates(
                for: selector,
                readsExpressions: dialect.readsMatchExpressions
            )
            for place in candidates ?? Array(pods.indices)
            where selector.matches(pods[place].pod.labels, dialect: dialect) {
                selected.append(pods[place])
            }
        }
        if namespaces.count > 1 { selected.sort { $0.place < $1.place } }
        return selected
    }
}
