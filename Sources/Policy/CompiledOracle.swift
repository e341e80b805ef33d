package import Addressing
package import Cluster

/// The oracle for many questions: the same verdicts as `PolicyOracle`'s without their reasons, in integers alone.
///
/// Pods are numbered, what a rule's selectors select is a set of bits, and each pod has its list of rules. Making it costs
/// about as much as asking a few thousand questions; then one takes tens of nanoseconds.
package struct CompiledOracle: Sendable {
    /// Who opens or takes a connection, looked up once for many questions.
    package struct End: Hashable, Sendable {
        /// The pod's place in the cluster; -1 for an address that is no pod's.
        let place: Int
        /// Nil for a pod without one of the family.
        let address: IPAddress?
    }

    let program: PolicyProgram
    private let addresses: [IPFamily: [IPAddress?]]
    private let placesByName: [String: Int]
    private let placesByAddress: [IPAddress: Int]

    package init(of cluster: ClusterModel, dialect: PolicyDialect = .standard) {
        program = PolicyProgram(of: cluster, selection: PolicySelection(of: cluster, dialect: dialect))
        addresses = Dictionary(
            uniqueKeysWithValues: IPFamily.allCases.map { family in
                (family, cluster.pods.map { $0.address(in: family) })
            }
        )
        var byName: [String: Int] = [:]
        var byAddress: [IPAddress: Int] = [:]
        for (place, pod) in cluster.pods.enumerated().reversed() {
            byName["\(pod.namespace)/\(pod.name)"] = place
            guard pod.hasOwnAddress else { continue }
            for address in IPFamily.allCases.compactMap(pod.address(in:)) { byAddress[address] = place }
        }
        placesByName = byName
        placesByAddress = byAddress
    }

    /// The end by the cluster's own knowledge of it; nil for a pod that is not of the cluster.
    ///
    /// A pod counts by its namespace and name: address, labels and ports are those that the cluster has. An address that
    /// is a pod's counts as that pod.
    ///
    /// - Parameter family: that of the connections that a pod opens or takes.
    package func end(_ end: Connection.End, _ family: IPFamily = .ipv4) -> End? {
        switch end {
        case .pod(let pod):
            placesByName["\(pod.namespace)/\(pod.name)"].map { End(place: $0, address: addresses[family]?[$0]) }
        case .address(let address): End(place: placesByAddress[address] ?? -1, address: address)
        }
    }

    /// Whether the source's egress and the destination's ingress both allow the connection.
    ///
    /// - Parameter port: the destination's.
    package func allows(
        from source: End,
        to destination: End,
        port: UInt16,
        transport: ServiceProtocol = .tcp
    ) -> Bool {
        // A pod always reaches itself.
        if source.place >= 0 && source.place == destination.place { return true }
        let request = PolicyProgram.Request(port: port, transport: transport, destination: destination.place)
        if source.place >= 0 && !program.admits(destination, by: program.pods[source.place].egress, request) {
            return false
        }
        guard destination.place >= 0 else { return true }
        let pod = program.pods[destination.place]
        return program.isNode(source.address, of: pod) || program.admits(source, by: pod.ingress, request)
    }

    /// Whether the connection is allowed; nil if one of its ends is a pod that is not of the cluster.
    package func allows(_ connection: Connection) -> Bool? {
        guard let source = end(connection.source, connection.family),
            let destination = end(connection.destination, connection.family)
        else { return nil }
        return allows(from: source, to: destination, port: connection.port, transport: connection.transport)
    }
}
