import Addressing
package import Cluster

/// Says who may talk to whom under a cluster's policies, and which rules decide it.
///
/// Knows policies, not rules in a kernel: what a layout programs is held against it. For many questions that need no
/// reasons there is `CompiledOracle`.
package struct PolicyOracle: Sendable {
    package let selection: PolicySelection
    private let podsByAddress: [IPAddress: Pod]
    private let nodes: [String: Node]

    package init(of cluster: ClusterModel, dialect: PolicyDialect = .standard) {
        self.selection = PolicySelection(of: cluster, dialect: dialect)
        let addressed = cluster.pods.filter(\.hasOwnAddress).flatMap { pod in
            IPFamily.allCases.compactMap(pod.address(in:)).map { ($0, pod) }
        }
        self.podsByAddress = Dictionary(addressed) { first, _ in first }
        self.nodes = Dictionary(cluster.nodes.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The verdict on a connection: allowed if the source's egress and the destination's ingress both allow it.
    package func verdict(on connection: Connection) -> PolicyVerdict {
        var connection = connection
        connection.source = resolved(connection.source)
        connection.destination = resolved(connection.destination)
        if case .pod(let source) = connection.source, case .pod(let destination) = connection.destination,
            source.namespace == destination.namespace, source.name == destination.name
        {
            return PolicyVerdict(egress: .exempt(.itself), ingress: .exempt(.itself))
        }
        return PolicyVerdict(egress: egress(of: connection), ingress: ingress(of: connection))
    }

    private func resolved(_ end: Connection.End) -> Connection.End {
        guard case .address(let address) = end, let pod = podsByAddress[address] else { return end }
        return .pod(pod)
    }

    private func egress(of connection: Connection) -> PolicyVerdict.Side {
        guard case .pod(let pod) = connection.source else { return .exempt(.noPod) }
        return side(.egress, of: pod, other: connection.destination, connection)
    }

    private func ingress(of connection: Connection) -> PolicyVerdict.Side {
        guard case .pod(let pod) = connection.destination else { return .exempt(.noPod) }
        if let source = connection.source.address(in: connection.family), isNode(source, of: pod) {
            return .exempt(.ownNode)
        }
        return side(.ingress, of: pod, other: connection.source, connection)
    }

    private func isNode(_ address: IPAddress, of pod: Pod) -> Bool {
        pod.hostAddresses.contains(address)
            || pod.nodeName.flatMap { nodes[$0]?.address(in: address.family) } == address
    }

    private func side(
        _ direction: NetworkPolicy.Direction,
        of pod: Pod,
        other: Connection.End,
        _ connection: Connection
    ) -> PolicyVerdict.Side {
        let policies = selection.policies(isolating: pod, direction)
        guard !policies.isEmpty else { return .notIsolated }
        var admitting: [PolicyVerdict.RuleReference] = []
        for policy in policies {
            for (index, rule) in policy.rules(direction).enumerated()
            where admits(rule, of: policy, other, connection.family) && opens(rule, connection) {
                admitting.append(.init(policy: policy.fullName, direction: direction, index: index))
            }
        }
        let names = policies.map(\.fullName)
        return admitting.isEmpty ? .denied(isolatedBy: names) : .allowed(by: admitting, isolatedBy: names)
    }

    /// Whether the other end is one of the rule's peers.
    private func admits(
        _ rule: NetworkPolicy.Rule,
        of policy: NetworkPolicy,
        _ other: Connection.End,
        _ family: IPFamily
    ) -> Bool {
        rule.peers.isEmpty
            || rule.peers.contains { peer in
                switch (peer, other) {
                case (.block(let block, let except), _):
                    guard let address = other.address(in: family), block.contains(address) else { return false }
                    return !(selection.dialect.honoursExcept && except.contains { $0.contains(address) })
                case (.pods, .pod(let pod)): return selection.selects(pod, by: peer, of: policy)
                case (.pods, .address): return false
                }
            }
    }

    /// Whether the connection's port is one of the rule's.
    private func opens(_ rule: NetworkPolicy.Rule, _ connection: Connection) -> Bool {
        rule.ports.isEmpty
            || rule.ports.contains { port in
                guard port.transport == connection.transport else { return false }
                switch port.number {
                case nil: return true
                case .number(let first, let last):
                    let last = selection.dialect.honoursEndPort ? last ?? first : first
                    return first <= connection.port && connection.port <= last
                case .name(let name):
                    // The name is looked up at the destination: each pod may have another number for it.
                    guard case .pod(let pod) = connection.destination else { return false }
                    return pod.ports.contains {
                        $0.name == name && $0.number == connection.port && $0.transport == connection.transport
                    }
                }
            }
    }
}

extension NetworkPolicy {
    var fullName: String { "\(namespace)/\(name)" }

    func rules(_ direction: Direction) -> [Rule] {
        switch direction {
        case .ingress: ingress ?? []
        case .egress: egress ?? []
        }
    }
}
