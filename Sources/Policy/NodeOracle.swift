package import Addressing
package import Cluster

/// Says what a controller lets through on one node: the API's verdict, apart from the controller's deviations, as far as the
/// node's own pods are concerned.
///
/// A controller filters only the pods of its node, and by addresses. What a layout's rules do to a packet must equal this
/// answer; where this answer differs from `PolicyOracle`'s, a deviation of the dialect is the reason. It knows the addresses of one
/// family, as the rules of one table do.
package struct NodeOracle: Sendable {
    package let dialect: PolicyDialect
    private let host: IPAddress?
    private let judges: [PolicyJudge]
    /// The local pods that the controller looks after: address to namespace.
    private let local: [IPAddress: String]

    /// An oracle for `node` under the policies of `cluster`, for connections of `family`.
    ///
    /// Cost: resolves every policy once.
    package init(of cluster: ClusterModel, on node: Node, dialect: PolicyDialect, family: IPFamily = .ipv4) {
        self.dialect = dialect
        host = node.address(in: family)
        judges = PolicySelection(of: cluster, dialect: dialect, family: family).resolvedPolicies().map {
            PolicyJudge($0, dialect: dialect)
        }
        var local: [IPAddress: String] = [:]
        for pod in cluster.pods where dialect.considers(pod) {
            guard let address = pod.address(in: family), pod.nodeName == node.name || node.hosts(pod) else { continue }
            if local[address] == nil { local[address] = pod.namespace }
        }
        self.local = local
    }

    /// Whether a connection from `source` to `port` at `destination` gets through the node.
    ///
    /// `destination` is an endpoint's address, not a Service's.
    package func admits(
        from source: IPAddress,
        to destination: IPAddress,
        port: UInt16,
        transport: ServiceProtocol = .tcp
    ) -> Bool {
        // A pod reaches itself without leaving its namespace, and a node reaches its own pods.
        if source == destination || source == host && local[destination] != nil { return true }
        let packet = PolicyPacket(source: source, destination: destination, transport: transport, port: port)
        guard dialect.deviations.contains(.firstPodChainDecides) else {
            return isPassed(packet, .egress) && isPassed(packet, .ingress)
        }
        if isFiltered(source, .egress) { return isPassedByChain(of: source, packet) }
        if isFiltered(destination, .ingress) { return isPassedByChain(of: destination, packet) }
        return true
    }

    /// Whether the end that `direction` isolates lets the packet through, by itself.
    private func isPassed(_ packet: PolicyPacket, _ direction: NetworkPolicy.Direction) -> Bool {
        let pod = direction == .egress ? packet.source : packet.destination
        guard local[pod] != nil else { return true }
        let isolating = judges.filter { $0.directions.contains(direction) && $0.targets.contains(pod) }
        let sharesChains = dialect.deviations.contains(.bothDirectionsShareAChain)
        return isolating.isEmpty
            || isolating.contains { judge in
                judge.admits(packet, by: direction)
                    || sharesChains && judge.directions.contains(direction.opposite)
                        && judge.admits(packet, by: direction.opposite)
            }
    }

    private func isFiltered(_ address: IPAddress, _ direction: NetworkPolicy.Direction) -> Bool {
        guard let namespace = local[address] else { return false }
        return judges.contains {
            $0.namespace == namespace && $0.directions.contains(direction) && $0.targets.contains(address)
        }
    }

    private func isPassedByChain(of pod: IPAddress, _ packet: PolicyPacket) -> Bool {
        judges.contains {
            $0.targets.contains(pod) && ($0.admits(packet, by: .ingress) || $0.admits(packet, by: .egress))
        }
    }
}

extension NetworkPolicy.Direction {
    fileprivate var opposite: NetworkPolicy.Direction { self == .ingress ? .egress : .ingress }
}
