package import Addressing
package import Cluster
package import Policy

/// A small cluster with policies, drawn at random, and the connections to try in it.
///
/// The same number and seed make the same case on every machine. Three namespaces, at least one of them without labels,
/// have three pods and a Service each; one to six policies say what networking.k8s.io/v1 can say. Every pod is meant to
/// listen on 80 and 81 of TCP and on 80 of UDP and of SCTP, whatever its container ports tell.
package struct GeneratedCase: Equatable, Sendable {
    /// A port that every pod is tried on.
    package struct ProbedPort: Equatable, Sendable {
        package var number: UInt16
        package var transport: ServiceProtocol

        package init(number: UInt16, transport: ServiceProtocol) {
            self.number = number
            self.transport = transport
        }
    }

    /// The node under test; every pod runs on it unless a second node is asked for.
    package static let nodeName = "npb-node"
    /// The second node.
    package static let otherNodeName = "npb-node-2"
    /// The address outside the cluster that takes part in the probes.
    package static let client = ClientSources.preferred
    /// The ports of the probes, in their order.
    package static let probedPorts = [
        ProbedPort(number: 80, transport: .tcp), ProbedPort(number: 81, transport: .tcp),
        ProbedPort(number: 80, transport: .udp), ProbedPort(number: 80, transport: .sctp),
    ]

    /// Which of the seed's cases it is, from 0.
    package let number: Int
    package let seed: UInt64
    /// The cluster with its policies.
    package let cluster: ClusterModel

    /// Draws the case `number`, from 0, of `seed`.
    ///
    /// - Parameter usesSecondNode: whether each pod runs on the second node with probability 1/3, where its address is of
    ///   another range; labels, ports and policies stay those of the case on one node, blocks move with the addresses.
    package init(number: Int, seed: UInt64, usesSecondNode: Bool = false) {
        self.number = number
        self.seed = seed
        var draw = CaseDraw(number: number, seed: seed)
        var nodes = CaseDraw(number: number, seed: ~seed)
        var cluster = ClusterModel(
            namespaces: draw.namespaces(),
            nodes: CaseDraw.nodes(count: usesSecondNode ? 2 : 1)
        )
        for namespace in cluster.namespaces.indices {
            for member in 0..<CaseDraw.podsPerNamespace {
                let isElsewhere = usesSecondNode && nodes.chance(33)
                cluster.pods.append(
                    draw.pod(
                        member,
                        of: namespace,
                        in: cluster.namespaces[namespace],
                        on: cluster.nodes[isElsewhere ? 1 : 0]
                    )
                )
            }
        }
        for (place, namespace) in cluster.namespaces.enumerated() {
            let pods = cluster.pods.filter { $0.namespace == namespace.name }
            cluster.services.append(draw.service(place, of: namespace, backedBy: pods))
        }
        cluster.policies = draw.policies(of: cluster)
        self.cluster = cluster
    }

    /// Every ordered pair of two different ends, the pods in cluster order and then the client, on every port.
    ///
    /// 90 pairs by 4 ports; by source, then by destination, then by port. Pods are addressed as pods, not through Services.
    package var probes: [Connection] {
        let ends = cluster.pods.map { Connection.End.pod($0) } + [.address(.v4(GeneratedCase.client))]
        var probes: [Connection] = []
        for source in ends.indices {
            for destination in ends.indices where destination != source {
                for port in GeneratedCase.probedPorts {
                    probes.append(
                        Connection(
                            source: ends[source],
                            destination: ends[destination],
                            port: port.number,
                            transport: port.transport
                        )
                    )
                }
            }
        }
        return probes
    }
}
