import Cluster

/// A peer's selectors in Calico's selector language, by which Felix tells sets apart.
///
/// Two peers of equal text share a set. The language is Calico's, the exact normal form that Felix hashes is not reproduced: names
/// of sets differ from a real node's, and nothing else does.
enum CalicoSelector {
    static func text(of peer: NetworkPolicy.Peer?, in policy: NetworkPolicy) -> String {
        guard case .pods(let podSelector, let namespaceSelector)? = peer else { return "all()" }
        let namespace =
            namespaceSelector.map { terms(of: $0, prefix: "pcns.") }
            ?? ["projectcalico.org/namespace == \"\(policy.namespace)\""]
        let pods =
            ["projectcalico.org/orchestrator == \"k8s\""] + (podSelector.map { terms(of: $0, prefix: "") } ?? [])
        return "(" + (namespace + pods).joined(separator: " && ") + ")"
    }

    private static func terms(of selector: LabelSelector, prefix: String) -> [String] {
        let labels = selector.matchLabels.sorted { $0.key < $1.key }.map { "\(prefix)\($0.key) == \"\($0.value)\"" }
        let expressions = selector.matchExpressions.map { requirement in
            let key = prefix + requirement.key
            let values = requirement.values.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
            switch requirement.operator {
            case .in: return "\(key) in {\(values)}"
            case .notIn: return "\(key) not in {\(values)}"
            case .exists: return "has(\(key))"
            case .doesNotExist: return "!has(\(key))"
            }
        }
        return labels + expressions
    }
}
