import Addressing
import Cluster
import Policy
import Rules

extension KubeRouter020 {
    /// The policies of the cluster in their order, with their chains filled.
    ///
    /// Throws for a port that this version cannot program: a name, or none.
    func enforcedPolicies(of cluster: ClusterModel) throws(LayoutError) -> [EnforcedPolicy] {
        try cluster.requireIPv4Blocks(for: KubeRouter020.name)
        let selection = PolicySelection(of: cluster, dialect: dialect)
        var policies: [EnforcedPolicy] = []
        for policy in cluster.policies {
            policies.append(try enforced(policy, among: selection))
        }
        return policies
    }

    private func enforced(
        _ policy: NetworkPolicy,
        among selection: PolicySelection
    ) throws(LayoutError) -> EnforcedPolicy {
        var enforced = EnforcedPolicy(
            policy,
            directions: selection.dialect.directions(of: policy),
            targets: selection.pods(selectedBy: policy).compactMap { $0.address(in: .ipv4) },
            version: version
        )
        // Whatever the directions: rules of a direction that the policy does not have are written, and never met.
        for (index, rule) in (policy.ingress ?? []).enumerated() {
            try append(rule, at: index, of: policy, .ingress, to: &enforced, among: selection)
        }
        for (index, rule) in (policy.egress ?? []).enumerated() {
            try append(rule, at: index, of: policy, .egress, to: &enforced, among: selection)
        }
        return enforced
    }

    /// Appends what rule `index` of a direction allows: first pods, then anyone, then blocks one by one.
    private func append(
        _ rule: NetworkPolicy.Rule,
        at index: Int,
        of policy: NetworkPolicy,
        _ direction: NetworkPolicy.Direction,
        to enforced: inout EnforcedPolicy,
        among selection: PolicySelection
    ) throws(LayoutError) {
        let ports = try portMatches(of: rule, in: policy)
        let target = membership(in: enforced.targetSet(for: direction), direction.targetEnd)
        let suffix = "selected by policy name: \(policy.name) namespace \(policy.namespace)"

        let peers = rule.peers.flatMap { selection.pods(selectedBy: $0, of: policy) }.compactMap {
            $0.address(in: .ipv4)
        }
        if !peers.isEmpty {
            let name = enforced.peerSet(for: direction, rule: index)
            enforced.sets.append(EnforcedPolicy.set(name, of: peers))
            let peer = membership(in: name, direction.peerEnd)
            let comment = Match.comment(
                "rule to ACCEPT traffic from source pods to dest pods selected by policy name "
                    + "\(policy.name) namespace \(policy.namespace)"
            )
            for port in ports {
                let sets = direction == .ingress ? [peer, target] : [target, peer]
                enforced.append(port.accept([comment] + sets), for: direction)
            }
        }

        if rule.peers.isEmpty {
            let comment = Match.comment("rule to ACCEPT traffic from source pods to dest pods \(suffix)")
            for port in ports {
                enforced.append(port.accept([comment, target]), for: direction)
            }
        }

        for case .block(let block, except: _) in rule.peers {
            let who = rule.ports.isEmpty ? "source pods" : "specified CIDR's"
            let comment = Match.comment("rule to ACCEPT traffic from \(who) to dest pods \(suffix)")
            for port in ports {
                var accept = port.accept([comment, target])
                // iptables keeps no match for a block that holds every address.
                let peer = block.prefixLength == 0 ? nil : Negatable(block)
                switch direction {
                case .ingress: accept.source = peer
                case .egress: accept.destination = peer
                }
                enforced.append(accept, for: direction)
            }
        }
    }

    private func membership(in set: String, _ end: SetDirection) -> Match {
        .set(Negatable(set), directions: [end])
    }

    /// The ports of a rule; one that matches all if the rule names none.
    private func portMatches(
        of rule: NetworkPolicy.Rule,
        in policy: NetworkPolicy
    ) throws(LayoutError) -> [PortMatch] {
        guard !rule.ports.isEmpty else { return [.any] }
        var matches: [PortMatch] = []
        for port in rule.ports {
            let object = "\(KubeRouter020.name) cannot program the policy \(policy.namespace)/\(policy.name)"
            switch port.number {
            case .number(let number, through: _):
                matches.append(.port(Transport(port.transport), number))
            case .name(let name):
                throw LayoutError(
                    .unsupportedInput,
                    "\(object) because its port '\(name)' is a name and this version has no named ports: it hands the "
                        + "text to iptables; give the port's number"
                )
            case nil:
                throw LayoutError(
                    .unsupportedInput,
                    "\(object) because a \(port.transport.rawValue) port of it has no number, on which this version ends "
                        + "itself; give the port's number or leave ports out"
                )
            }
        }
        return matches
    }
}

extension NetworkPolicy.Direction {
    /// The end of a packet at which the selected pod stands.
    fileprivate var targetEnd: SetDirection { self == .ingress ? .destination : .source }

    /// The end of a packet at which the peer stands.
    fileprivate var peerEnd: SetDirection { self == .ingress ? .source : .destination }
}
