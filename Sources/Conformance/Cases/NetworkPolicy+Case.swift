import Cluster

extension NetworkPolicy {
    /// A policy of the namespace `nsa`, where upstream makes all of its policies.
    static func inA(
        _ name: String,
        selecting selector: LabelSelector = LabelSelector(),
        types: [Direction]? = nil,
        ingress: [Rule]? = nil,
        egress: [Rule]? = nil
    ) -> NetworkPolicy {
        NetworkPolicy(
            namespace: "nsa",
            name: name,
            podSelector: selector,
            policyTypes: types,
            ingress: ingress,
            egress: egress
        )
    }
}

extension LabelSelector {
    /// Pods whose label `pod-name` is `name`.
    static func pod(_ name: String) -> LabelSelector { LabelSelector(matchLabels: ["pod-name": name]) }

    /// Namespaces whose label `ns-name` is `name`.
    static func namespace(_ name: String) -> LabelSelector { LabelSelector(matchLabels: ["ns-name": name]) }

    /// One requirement of `matchExpressions`.
    static func requiring(_ key: String, _ operator: Requirement.Operator, _ values: String...) -> LabelSelector {
        LabelSelector(matchExpressions: [Requirement(key: key, operator: `operator`, values: values)])
    }
}

extension NetworkPolicy.Peer {
    /// Pods of the policy's own namespace.
    static func ownPods(_ selector: LabelSelector) -> NetworkPolicy.Peer {
        .pods(podSelector: selector, namespaceSelector: nil)
    }

    /// All pods of some namespaces.
    static func namespaces(_ selector: LabelSelector) -> NetworkPolicy.Peer {
        .pods(podSelector: nil, namespaceSelector: selector)
    }

    /// Some pods of some namespaces.
    static func selected(_ selector: LabelSelector, in namespaces: LabelSelector) -> NetworkPolicy.Peer {
        .pods(podSelector: selector, namespaceSelector: namespaces)
    }
}

extension NetworkPolicy.Port {
    static func tcp(_ number: UInt16) -> NetworkPolicy.Port {
        NetworkPolicy.Port(number: .number(number, through: nil))
    }

    static func named(_ name: String) -> NetworkPolicy.Port {
        NetworkPolicy.Port(number: .name(name))
    }
}

extension CaseChange {
    /// Creates, or replaces, a policy of `nsa`.
    static func policy(
        _ name: String,
        selecting selector: LabelSelector = LabelSelector(),
        types: [NetworkPolicy.Direction]? = nil,
        ingress: [NetworkPolicy.Rule]? = nil,
        egress: [NetworkPolicy.Rule]? = nil
    ) -> CaseChange {
        .apply(.inA(name, selecting: selector, types: types, ingress: ingress, egress: egress))
    }
}
