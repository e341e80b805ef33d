package import Addressing
package import Cluster

/// Compares what a controller does on one node with what the API says, and names the deviations that make the difference.
package struct DeviationOracle: Sendable {
    private let whole: NodeOracle
    private let standard: NodeOracle
    /// The controller without one of its deviations, for each of them.
    private let partial: [(deviation: PolicyDeviation, oracle: NodeOracle)]

    /// Cost: resolves the policies once for each deviation of `dialect`, and twice more.
    package init(of cluster: ClusterModel, on node: Node, dialect: PolicyDialect, family: IPFamily = .ipv4) {
        func oracle(_ dialect: PolicyDialect) -> NodeOracle {
            NodeOracle(of: cluster, on: node, dialect: dialect, family: family)
        }
        whole = oracle(dialect)
        standard = oracle(.standard)
        partial = PolicyDeviation.allCases.filter(dialect.deviations.contains).map { deviation in
            let rest = PolicyDialect(dialect.deviations.subtracting([deviation]))
            return (deviation, oracle(rest))
        }
    }

    /// Whether the controller lets the connection through.
    package func admits(
        from source: IPAddress,
        to destination: IPAddress,
        port: UInt16,
        transport: ServiceProtocol = .tcp
    ) -> Bool {
        whole.admits(from: source, to: destination, port: port, transport: transport)
    }

    /// The deviations without which the controller would do as the API says; none if it does so.
    ///
    /// Where several make the difference only together, all that the controller has.
    package func deviations(
        from source: IPAddress,
        to destination: IPAddress,
        port: UInt16,
        transport: ServiceProtocol = .tcp
    ) -> [PolicyDeviation] {
        func verdict(_ oracle: NodeOracle) -> Bool {
            oracle.admits(from: source, to: destination, port: port, transport: transport)
        }
        let asked = verdict(standard)
        guard verdict(whole) != asked else { return [] }
        let decisive = partial.filter { verdict($0.oracle) == asked }.map(\.deviation)
        return decisive.isEmpty ? partial.map(\.deviation) : decisive
    }
}
