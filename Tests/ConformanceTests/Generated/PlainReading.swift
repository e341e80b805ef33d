import Addressing
import Cluster
import Policy

/// The API's text, read as plainly as can be, to hold the oracle against.
///
/// For every pod and direction it writes down the flows that the policies let through, one by one, over all parties and
/// the ports asked for, and then looks a flow up. Nothing of the Policy room is used but the form of a question.
/// Sentences in quotes are from the API reference of networking.k8s.io/v1.
struct PlainReading {
    /// Somebody who talks: an address, in bits too, and the pod if it is one.
    private struct Party {
        var address: IPAddress
        var bits: String
        var pod: Pod?
    }

    private struct Flow: Hashable {
        var source: IPAddress
        var destination: IPAddress
        var port: UInt16
        var transport: ServiceProtocol
    }

    private var isolated: [NetworkPolicy.Direction: Set<IPAddress>] = [.ingress: [], .egress: []]
    private var passing: [NetworkPolicy.Direction: Set<Flow>] = [.ingress: [], .egress: []]

    /// Reads the cluster's policies for flows among its pods and the `strangers`, on `ports`, between addresses of `family`.
    init(
        of cluster: ClusterModel,
        strangers: [IPAddress],
        ports: [(number: UInt16, transport: ServiceProtocol)],
        family: IPFamily = .ipv4
    ) {
        var parties: [Party] = []
        for pod in cluster.pods {
            guard let address = pod.address(in: family) else { continue }
            parties.append(Party(address: address, bits: Self.bits(address), pod: pod))
        }
        parties += strangers.map { Party(address: $0, bits: Self.bits($0)) }
        let namespaces = Dictionary(uniqueKeysWithValues: cluster.namespaces.map { ($0.name, $0.labels) })
        for policy in cluster.policies {
            for direction in Self.types(of: policy) {
                let rules = (direction == .ingress ? policy.ingress : policy.egress) ?? []
                for subject in parties {
                    // "This policy applies to the pods that podSelector selects, of the policy's own namespace."
                    guard let pod = subject.pod, pod.namespace == policy.namespace,
                        Self.isMatch(pod.labels, policy.podSelector)
                    else { continue }
                    isolated[direction]?.insert(subject.address)
                    for other in parties {
                        let (source, destination) = direction == .ingress ? (other, subject) : (subject, other)
                        for (number, transport) in ports {
                            let isPassing = rules.contains { rule in
                                Self.isPeer(other, of: rule, policy.namespace, namespaces)
                                    && Self.isOpen(number, transport, at: destination, by: rule)
                            }
                            guard isPassing else { continue }
                            passing[direction]?.insert(
                                Flow(
                                    source: source.address,
                                    destination: destination.address,
                                    port: number,
                                    transport: transport
                                )
                            )
                        }
                    }
                }
            }
        }
    }

    /// Whether the flow is allowed: "the egress policy on the source and the ingress policy on the destination both".
    func allows(
        _ source: IPAddress,
        _ destination: IPAddress,
        _ port: UInt16,
        _ transport: ServiceProtocol
    ) -> Bool {
        // "A pod cannot block access to itself."
        if source == destination { return true }
        let flow = Flow(source: source, destination: destination, port: port, transport: transport)
        func isStopped(_ direction: NetworkPolicy.Direction, at subject: IPAddress) -> Bool {
            isolated[direction, default: []].contains(subject) && !passing[direction, default: []].contains(flow)
        }
        return !isStopped(.egress, at: source) && !isStopped(.ingress, at: destination)
    }

    /// Unless given, "by default Ingress will always be set, and Egress will be set if there are egress rules".
    private static func types(of policy: NetworkPolicy) -> [NetworkPolicy.Direction] {
        var types = policy.policyTypes ?? []
        if types.isEmpty {
            types.append(.ingress)
            if let egress = policy.egress, egress.count > 0 { types.append(.egress) }
        }
        return types
    }

    /// "The requirements are ANDed"; each entry of matchLabels is an expression with In and one value.
    private static func isMatch(_ labels: [String: String], _ selector: LabelSelector) -> Bool {
        var requirements = selector.matchExpressions
        for (key, value) in selector.matchLabels {
            requirements.append(.init(key: key, operator: .in, values: [value]))
        }
        for requirement in requirements {
            let hits: Set<String> = Set(labels.filter { $0.key == requirement.key }.values)
            let wanted = Set(requirement.values)
            switch requirement.operator {
            case .in: if hits.isDisjoint(with: wanted) { return false }
            case .notIn: if !hits.isDisjoint(with: wanted) { return false }
            case .exists: if hits.count == 0 { return false }
            case .doesNotExist: if hits.count != 0 { return false }
            }
        }
        return true
    }

    /// Of a rule's peers: "If this field is empty or missing, this rule matches all sources".
    private static func isPeer(
        _ party: Party,
        of rule: NetworkPolicy.Rule,
        _ home: String,
        _ namespaces: [String: [String: String]]
    ) -> Bool {
        if rule.peers.count == 0 { return true }
        for peer in rule.peers {
            switch peer {
            case .pods(let pods, let others):
                guard let pod = party.pod else { continue }
                let isThere =
                    if let others { isMatch(namespaces[pod.namespace] ?? [:], others) } else { pod.namespace == home }
                if isThere && isMatch(pod.labels, pods ?? LabelSelector()) { return true }
            case .block(let block, let excepts):
                if isInside(party, block) && excepts.allSatisfy({ !isInside(party, $0) }) { return true }
            }
        }
        return false
    }

    /// "If this field is empty or missing, this rule matches all ports"; a name is one of the destination's ports.
    private static func isOpen(
        _ number: UInt16,
        _ transport: ServiceProtocol,
        at destination: Party,
        by rule: NetworkPolicy.Rule
    ) -> Bool {
        var open: Set<UInt16> = rule.ports.count == 0 ? [number] : []
        for port in rule.ports where port.transport == transport {
            switch port.number {
            case nil: open.insert(number)
            case .number(let one, nil): open.insert(one)
            case .number(let from, let through?): if from...through ~= number { open.insert(number) }
            case .name(let name):
                for own in destination.pod?.ports ?? [] where own.name == name && own.transport == transport {
                    open.insert(own.number)
                }
            }
        }
        return open.contains(number)
    }

    /// Whether the address begins with the block's bits, both as text.
    private static func isInside(_ party: Party, _ block: IPBlock) -> Bool {
        let length = block.family.rawValue.count + block.prefixLength
        return party.bits.prefix(length) == bits(block.network).prefix(length)
    }

    /// An address as its family's name and 32 or 128 binary digits.
    private static func bits(_ address: IPAddress) -> String {
        let (digits, width) =
            switch address {
            case .v4(let address): (String(address.value, radix: 2), 32)
            case .v6(let address): (String(address.value, radix: 2), 128)
            }
        return address.family.rawValue + String(repeating: "0", count: width - digits.count) + digits
    }
}
