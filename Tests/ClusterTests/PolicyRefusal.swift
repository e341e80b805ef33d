import Testing

/// A policy that the API server refuses, and where and how it says so.
struct PolicyRefusal: CustomTestStringConvertible {
    /// The policy's `spec` in YAML's flow style.
    var spec: String
    var field: String
    /// What the fault says, whole.
    var fault: String
    var testDescription: String { spec }

    init(_ spec: String, _ field: String, _ fault: String) {
        self.spec = spec
        self.field = field
        self.fault = fault
    }

    /// The refusal of a peer in an ingress rule.
    static func from(_ peer: String, _ field: String, _ fault: String) -> PolicyRefusal {
        PolicyRefusal("{ingress: [{}, {from: [{podSelector: {}}, \(peer)]}]}", "spec.ingress[1].from[1]\(field)", fault)
    }

    /// The refusal of a peer in an egress rule.
    static func to(_ peer: String, _ field: String, _ fault: String) -> PolicyRefusal {
        PolicyRefusal("{egress: [{to: [\(peer)]}]}", "spec.egress[0].to[0]\(field)", fault)
    }

    static func port(_ port: String, _ field: String, _ fault: String) -> PolicyRefusal {
        PolicyRefusal("{ingress: [{ports: [{port: 1}, \(port)]}]}", "spec.ingress[0].ports[1]\(field)", fault)
    }

    static func labels(_ labels: String, _ fault: String) -> PolicyRefusal {
        PolicyRefusal("{podSelector: {matchLabels: \(labels)}}", "spec.podSelector.matchLabels", fault)
    }

    static func expression(_ expression: String, _ field: String, _ fault: String) -> PolicyRefusal {
        PolicyRefusal(
            "{podSelector: {matchExpressions: [{key: a, operator: Exists}, \(expression)]}}",
            "spec.podSelector.matchExpressions[1]\(field)",
            fault
        )
    }
}
