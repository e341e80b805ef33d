package import Cluster

/// Whether a connection is allowed, and why.
package struct PolicyVerdict: Equatable, Sendable {
    /// What the policies say at one end: the source's egress or the destination's ingress.
    package enum Side: Equatable, Sendable {
        /// No policy can forbid it.
        case exempt(Exemption)
        /// No policy isolates the pod in this direction.
        case notIsolated
        /// At least one rule of the isolating policies admits it.
        case allowed(by: [RuleReference], isolatedBy: [String])
        /// Policies isolate the pod, and no rule admits it.
        case denied(isolatedBy: [String])

        package var isAllowed: Bool {
            if case .denied = self { false } else { true }
        }
    }

    /// Why policies have no say.
    package enum Exemption: Equatable, Sendable {
        /// A pod always reaches itself.
        case itself
        /// A node always reaches the pods that run on it.
        case ownNode
        /// This end is no pod.
        case noPod
    }

    /// A rule of a policy, counted from 0.
    package struct RuleReference: Equatable, Sendable {
        /// `namespace/name`.
        package var policy: String
        package var direction: NetworkPolicy.Direction
        package var index: Int

        package init(policy: String, direction: NetworkPolicy.Direction, index: Int) {
            self.policy = policy
            self.direction = direction
            self.index = index
        }
    }

    package var egress: Side
    package var ingress: Side

    package init(egress: Side, ingress: Side) {
        self.egress = egress
        self.ingress = ingress
    }

    /// Both ends have to allow it.
    package var isAllowed: Bool { egress.isAllowed && ingress.isAllowed }
}

extension PolicyVerdict: CustomStringConvertible {
    package var description: String {
        "\(isAllowed ? "allowed" : "denied") (egress: \(egress); ingress: \(ingress))"
    }
}

extension PolicyVerdict.Side: CustomStringConvertible {
    package var description: String {
        switch self {
        case .exempt(.itself): "a pod always reaches itself"
        case .exempt(.ownNode): "a node always reaches its own pods"
        case .exempt(.noPod): "not a pod, so no policy applies"
        case .notIsolated: "no policy isolates the pod"
        case .allowed(let rules, _): "allowed by \(rules.map(\.description).joined(separator: ", "))"
        case .denied(let policies): "isolated by \(policies.joined(separator: ", ")), and no rule allows it"
        }
    }
}

extension PolicyVerdict.RuleReference: CustomStringConvertible {
    package var description: String { "\(policy) \(direction.rawValue.lowercased())[\(index)]" }
}
