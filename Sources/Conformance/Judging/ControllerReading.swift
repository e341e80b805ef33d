import Addressing
import Cluster
import Layouts
import Policy

/// What a controller is declared to do with a connection, and what the API asks.
struct ControllerReading: Sendable {
    struct Answer: Equatable {
        /// What the API's text asks.
        var standard: Bool
        /// What the controller is declared to do.
        var declared: Bool
        /// Why the two differ; nil where they do not.
        var reason: String?
    }

    private let cluster: ClusterModel
    private let dialect: PolicyDialect
    private let standard: PolicyOracle
    /// The whole cluster in the controller's dialect.
    private let own: PolicyOracle
    /// The cluster without the rules that the controller does not write, in its dialect.
    private let written: PolicyOracle
    private let oneEnd: OneEndReading?

    init(of cluster: ClusterModel, by subject: ConformanceSubject) {
        self.cluster = cluster
        dialect = subject.layout.dialect
        standard = PolicyOracle(of: cluster)
        own = PolicyOracle(of: cluster, dialect: dialect)
        var rest = cluster
        if subject.reading.needsPeersForNames { rest.policies = rest.policies.map(\.withoutUnpeeredNames) }
        written = PolicyOracle(of: rest, dialect: dialect)
        oneEnd = subject.reading.asksOneEnd ? OneEndReading(of: rest, dialect: dialect) : nil
    }

    func answer(on connection: Connection) -> Answer {
        let asked = standard.verdict(on: connection).isAllowed
        let byDialect = own.verdict(on: connection).isAllowed
        let byWritten = written.verdict(on: connection).isAllowed
        // Every chain lets the pod's own node in before it asks a policy.
        let isFromNode = own.verdict(on: connection).ingress == .exempt(.ownNode)
        let declared = isFromNode ? byWritten : oneEnd?.allows(connection) ?? byWritten
        guard declared != asked else { return Answer(standard: asked, declared: declared) }
        let reason: String
        if declared != byWritten {
            reason = "it asks only one end's chain, in which rules of both directions count"
        } else if byWritten != byDialect {
            reason = "a named port in an egress rule without peers makes no rule"
        } else {
            reason = cluster.policies.reason(in: dialect)
        }
        return Answer(standard: asked, declared: declared, reason: reason)
    }
}

extension [NetworkPolicy] {
    /// Which fields of these policies a dialect passes over.
    fileprivate func reason(in dialect: PolicyDialect) -> String {
        var ignored: [String] = []
        if !dialect.readsMatchExpressions, contains(where: \.usesExpressions) { ignored.append("matchExpressions") }
        if !dialect.honoursExcept, contains(where: \.usesExcept) { ignored.append("except") }
        if !dialect.honoursEndPort, contains(where: \.usesEndPort) { ignored.append("endPort") }
        return ignored.isEmpty
            ? "it reads the policy otherwise than the API" : "it ignores \(ignored.joined(separator: " and "))"
    }
}

extension NetworkPolicy {
    private var rules: [Rule] { (ingress ?? []) + (egress ?? []) }

    fileprivate var usesExpressions: Bool {
        let selectors = rules.flatMap(\.peers).flatMap { peer -> [LabelSelector] in
            guard case .pods(let pods, let namespaces) = peer else { return [] }
            return [pods, namespaces].compactMap(\.self)
        }
        return ([podSelector] + selectors).contains { !$0.matchExpressions.isEmpty }
    }

    fileprivate var usesExcept: Bool {
        rules.flatMap(\.peers).contains { peer in
            guard case .block(_, let except) = peer else { return false }
            return !except.isEmpty
        }
    }

    fileprivate var usesEndPort: Bool {
        rules.flatMap(\.ports).contains { port in
            guard case .number(_, .some) = port.number else { return false }
            return true
        }
    }

    /// The policy without the named ports of egress rules that name no peer.
    fileprivate var withoutUnpeeredNames: NetworkPolicy {
        var policy = self
        policy.egress = egress?.compactMap { rule in
            guard rule.peers.isEmpty, !rule.ports.isEmpty else { return rule }
            var rest = rule
            rest.ports.removeAll { if case .name = $0.number { true } else { false } }
            return rest.ports.isEmpty ? nil : rest
        }
        return policy
    }
}
