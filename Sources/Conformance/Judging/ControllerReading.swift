import Addressing
import Cluster
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

    private let standard: PolicyOracle
    /// One for each family that is tried; none for a cluster without a node, in which nothing is enforced.
    private let declared: [IPFamily: DeviationOracle]

    /// The first node of `cluster` is the one under test.
    init(of cluster: ClusterModel, by subject: ConformanceSubject) {
        standard = PolicyOracle(of: cluster)
        var declared: [IPFamily: DeviationOracle] = [:]
        if let node = cluster.nodes.first {
            for family in subject.families {
                declared[family] = DeviationOracle(of: cluster, on: node, dialect: subject.dialect, family: family)
            }
        }
        self.declared = declared
    }

    func answer(on connection: Connection) -> Answer {
        let asked = standard.verdict(on: connection).isAllowed
        guard let declared = declared[connection.family], let source = connection.source.address(in: connection.family),
            let destination = connection.destination.address(in: connection.family)
        else { return Answer(standard: asked, declared: true) }
        let (port, transport) = (connection.port, connection.transport)
        let admitted = declared.admits(from: source, to: destination, port: port, transport: transport)
        guard admitted != asked else { return Answer(standard: asked, declared: admitted) }
        let deviations = declared.deviations(from: source, to: destination, port: port, transport: transport)
        let reason = deviations.map(\.summary).joined(separator: "; ")
        return Answer(
            standard: asked,
            declared: admitted,
            reason: reason.isEmpty ? "the node under test does not enforce it" : reason
        )
    }
}
