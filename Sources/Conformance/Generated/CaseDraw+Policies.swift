import Addressing
import Cluster

extension CaseDraw {
    private enum PolicyKind {
        case denyAll, allowAll, mixed
    }

    /// One to six policies, `p0` and so on, each in a namespace of its own choice.
    ///
    /// The weights here and below were chosen so that about half of a case's probes are allowed.
    mutating func policies(of cluster: ClusterModel) -> [NetworkPolicy] {
        let ends = cluster.pods.compactMap(\.address) + [GeneratedCase.client]
        let count = one(weighted: [(8, 1), (12, 2), (18, 3), (22, 4), (22, 5), (18, 6)])
        return (0..<count).map { place in
            let namespace = one(of: cluster.namespaces).name
            let kind: PolicyKind = one(weighted: [(12, .denyAll), (8, .allowAll), (80, .mixed)])
            switch kind {
            case .denyAll: return denyAll("p\(place)", in: namespace)
            case .allowAll: return allowAll("p\(place)", in: namespace)
            case .mixed: return mixed("p\(place)", in: namespace, near: ends)
            }
        }
    }

    private mutating func denyAll(_ name: String, in namespace: String) -> NetworkPolicy {
        let directions: [NetworkPolicy.Direction] = one(of: [[.ingress], [.egress], [.ingress, .egress]])
        return NetworkPolicy(
            namespace: namespace,
            name: name,
            policyTypes: directions,
            ingress: chance(50) ? [] : nil,
            egress: chance(50) ? [] : nil
        )
    }

    private mutating func allowAll(_ name: String, in namespace: String) -> NetworkPolicy {
        let directions: [NetworkPolicy.Direction] = one(of: [[.ingress], [.egress], [.ingress, .egress]])
        return NetworkPolicy(
            namespace: namespace,
            name: name,
            podSelector: chance(60) ? LabelSelector() : selector(from: CaseDraw.podLabels),
            policyTypes: directions,
            ingress: directions.contains(.ingress) ? [NetworkPolicy.Rule()] : nil,
            egress: directions.contains(.egress) ? [NetworkPolicy.Rule()] : nil
        )
    }

    private mutating func mixed(_ name: String, in namespace: String, near ends: [IPv4Address]) -> NetworkPolicy {
        let types: [NetworkPolicy.Direction]? = one(weighted: [
            (30, nil), (5, []), (25, [.ingress]), (15, [.egress]), (20, [.ingress, .egress]), (5, [.egress, .ingress]),
        ])
        return NetworkPolicy(
            namespace: namespace,
            name: name,
            podSelector: chance(40) ? LabelSelector() : selector(from: CaseDraw.podLabels),
            policyTypes: types,
            ingress: rules(near: ends),
            egress: rules(near: ends)
        )
    }

    /// No list, an empty one, or one to three rules.
    private mutating func rules(near ends: [IPv4Address]) -> [NetworkPolicy.Rule]? {
        let count: Int? = one(weighted: [(15, nil), (8, 0), (37, 1), (25, 2), (15, 3)])
        return count.map { count in (0..<count).map { _ in rule(near: ends) } }
    }

    private mutating func rule(near ends: [IPv4Address]) -> NetworkPolicy.Rule {
        let peers = one(weighted: [(14, 0), (50, 1), (26, 2), (10, 3)])
        let ports = one(weighted: [(42, 0), (30, 1), (20, 2), (8, 3)])
        return NetworkPolicy.Rule(
            peers: (0..<peers).map { _ in peer(near: ends) },
            ports: (0..<ports).map { _ in port() }
        )
    }

    /// A number, a range, a name or a whole protocol.
    ///
    /// Some numbers, names and protocols are nobody's, so that a port that does not match is met too.
    private mutating func port() -> NetworkPolicy.Port {
        let transport: ServiceProtocol = one(weighted: [(55, .tcp), (25, .udp), (20, .sctp)])
        let (first, second, datagram, association) = CaseDraw.portNames
        let usual =
            switch transport {
            case .tcp: first
            case .udp: datagram
            case .sctp: association
            }
        let number: NetworkPolicy.Port.Number? = one(weighted: [
            (15, nil), (25, .number(80, through: nil)), (15, .number(81, through: nil)),
            (5, .number(82, through: nil)), (8, .number(80, through: 81)), (4, .number(81, through: 90)),
            (4, .number(1, through: 80)), (4, .number(1, through: 65535)),
            (15, .name(usual)), (8, .name(second)), (2, .name("nobody")),
        ])
        return NetworkPolicy.Port(transport: transport, number: number)
    }
}
