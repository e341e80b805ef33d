import Addressing
import Cluster
import Policy

/// The verdicts of a controller that asks only one end of a connection (`KnownReading.asksOneEnd`).
struct OneEndReading: Sendable {
    /// A policy alone, once as nothing but ingress and once as nothing but egress.
    private struct Part {
        var policy: NetworkPolicy
        var ingress: PolicyOracle
        var egress: PolicyOracle
    }

    private let selection: PolicySelection
    private let pods: [IPv4Address: Pod]
    private let parts: [Part]

    init(of cluster: ClusterModel, dialect: PolicyDialect) {
        selection = PolicySelection(of: cluster, dialect: dialect)
        pods = Dictionary(
            cluster.pods.compactMap { pod in pod.hasOwnAddress ? pod.address.map { ($0, pod) } : nil },
            uniquingKeysWith: { first, _ in first }
        )
        parts = cluster.policies.map { policy in
            func oracle(_ direction: NetworkPolicy.Direction) -> PolicyOracle {
                var alone = cluster
                alone.policies = [policy]
                alone.policies[0].policyTypes = [direction]
                return PolicyOracle(of: alone, dialect: dialect)
            }
            return Part(policy: policy, ingress: oracle(.ingress), egress: oracle(.egress))
        }
    }

    /// Whether the rules let the connection pass; nil where neither end has a chain that would be asked.
    func allows(_ connection: Connection) -> Bool? {
        let source = connection.source.address.flatMap { pods[$0] }
        let destination = connection.destination.address.flatMap { pods[$0] }
        guard source != destination || source == nil else { return nil }
        let asked: Pod
        if let source, !selection.policies(isolating: source, .egress).isEmpty {
            asked = source
        } else if let destination, !selection.policies(isolating: destination, .ingress).isEmpty {
            asked = destination
        } else {
            return nil
        }
        return parts.contains { part in
            guard selects(part.policy, asked) else { return false }
            if case .allowed = part.ingress.verdict(on: connection).ingress { return true }
            if case .allowed = part.egress.verdict(on: connection).egress { return true }
            return false
        }
    }

    private func selects(_ policy: NetworkPolicy, _ pod: Pod) -> Bool {
        policy.namespace == pod.namespace && policy.podSelector.matches(pod.labels, dialect: selection.dialect)
    }
}
