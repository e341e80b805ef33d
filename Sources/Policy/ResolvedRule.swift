package import Addressing
package import Cluster

/// One rule of a policy with its pods and port numbers looked up, in the way of one dialect.
///
/// Peers fall into three kinds that controllers program apart, each with the ports that it may use: anyone, pods, and blocks.
package struct ResolvedRule: Sendable {
    /// An ipBlock peer.
    package struct Block: Equatable, Sendable {
        package var block: IPBlock
        /// Empty if the dialect ignores them.
        package var except: [IPBlock]
    }

    /// The rule has no peers, which means everybody.
    package let admitsAnyone: Bool
    /// The pods that the peers select, peer by peer in cluster order; a pod may be there twice.
    package let pods: [Pod]
    /// The ipBlocks of the family, in the order of the peers.
    package let blocks: [Block]
    /// The rule has no ports, which means all of them.
    package let admitsAnyPort: Bool
    /// The ports with a number, and the protocols without one, in the order of the rule.
    package let numbers: [ResolvedPort]
    /// The numbers behind the ports' names: one for each number and name, in the order of the rule and then of the pods.
    package let names: [ResolvedPort]

    init(
        _ rule: NetworkPolicy.Rule,
        _ direction: NetworkPolicy.Direction,
        of policy: NetworkPolicy,
        targets: [Pod],
        among selection: PolicySelection
    ) {
        let dialect = selection.dialect
        admitsAnyone = rule.peers.isEmpty
        let pods = rule.peers.flatMap { selection.pods(selectedBy: $0, of: policy) }
        self.pods = pods
        blocks = rule.peers.compactMap { peer in
            guard case .block(let block, let except) = peer, block.family == selection.family else { return nil }
            return Block(block: block, except: dialect.honoursExcept ? except : [])
        }
        admitsAnyPort = rule.ports.isEmpty
        numbers = rule.ports.compactMap { ResolvedPort($0, dialect: dialect) }
        let isByNumber =
            direction == .egress && rule.peers.isEmpty && dialect.deviations.contains(.namedEgressByNumber)
        names = rule.ports.flatMap { port -> [ResolvedPort] in
            guard case .name(let name) = port.number else { return [] }
            // The destination has the name: for ingress the selected pod, for egress whoever is there.
            let holders = direction == .ingress ? targets : selection.holders(ofPortsOf: rule, in: policy, peers: pods)
            let found = ResolvedPort.named(name, port.transport, among: holders, selection.family)
            return isByNumber ? found.map(\.ofAnyHolder) : found
        }
    }

    /// The ports that a rule's pods may use.
    ///
    /// All of them if every port of the rule is a name that nobody has, where the dialect takes that for no port at all.
    package func opensEveryPortToPods(in dialect: PolicyDialect) -> Bool {
        admitsAnyPort
            || dialect.deviations.contains(.unknownNamesOpenAllPorts) && numbers.isEmpty && names.isEmpty
    }
}

extension PolicySelection {
    /// The pods that may hold the port names of an egress rule.
    fileprivate func holders(ofPortsOf rule: NetworkPolicy.Rule, in policy: NetworkPolicy, peers: [Pod]) -> [Pod] {
        if rule.peers.isEmpty {
            if dialect.deviations.contains(.namedEgressNeedsPeers) { return [] }
            if dialect.deviations.contains(.namedEgressByNumber) { return pods(in: policy.namespace) }
            return everyPod
        }
        let hasBlocks = rule.peers.contains { if case .block = $0 { true } else { false } }
        return hasBlocks && !dialect.deviations.contains(.namedEgressIgnoresBlocks) ? everyPod : peers
    }
}
