import Addressing
import Cluster
import Rules

/// The frame that kube-router 0.2 puts around its policies' chains: a chain for each filtered local pod, and the jumps to it.
struct PodFirewall {
    let policies: [EnforcedPolicy]
    let pods: [FirewalledPod]
    private let program: String

    /// The frame on `node`; `version` is part of the chains' names, `program` is how errors call the controller.
    ///
    /// Throws if the node has no address, by which the program knows its pods.
    init(
        policies: [EnforcedPolicy],
        cluster: ClusterModel,
        node: Node,
        version: String,
        program: String
    ) throws(LayoutError) {
        self.policies = policies
        self.program = program
        pods = try Self.firewalledPods(of: cluster, on: node, under: policies, version: version, program: program)
    }

    func ruleset() throws(LayoutError) -> Ruleset {
        let ingress = pods.filter { $0.directions.contains(.ingress) }
        let egress = pods.filter { $0.directions.contains(.egress) }
        // Every rule is inserted at the top and egress comes after ingress, so egress ends above it.
        let filter = Table(
            .filter,
            builtIn: [
                "FORWARD": egress.flatMap(\.egressForwardRules) + ingress.flatMap(\.ingressForwardRules),
                "OUTPUT": ingress.map(\.outputRule),
            ],
            own: policies.map(\.chain) + podChains
        )
        return try Ruleset(tables: [filter], sets: policies.flatMap(\.sets)).validated(for: program)
    }

    /// The chains of the filtered pods, in their order.
    var podChains: [Chain] { pods.map { $0.chain(under: policies) } }

    /// The ingress rules of the policies that isolate a filtered pod among `targets`.
    func acceptRules(toward targets: [IPAddress]) -> [RuleReference] {
        let isolated = Set(pods.filter { $0.directions.contains(.ingress) }.map(\.address)).intersection(targets)
        return policies.filter { !$0.targets.isDisjoint(with: isolated) }.flatMap { policy in
            policy.ingressRules.map { RuleReference(table: .filter, chain: policy.chain.name, index: $0) }
        }
    }

    /// The local pods that get a chain: those whose address some policy of their namespace selects.
    ///
    /// Where pods share an address (hostNetwork, or a finished pod's address given out again) the program keeps an
    /// arbitrary one, and here it is the first.
    private static func firewalledPods(
        of cluster: ClusterModel,
        on node: Node,
        under policies: [EnforcedPolicy],
        version: String,
        program: String
    ) throws(LayoutError) -> [FirewalledPod] {
        guard let host = node.address else {
            throw LayoutError(
                .unsupportedInput,
                "\(program) cannot tell which pods run on node \(node.name), because the node has no InternalIP "
                    + "address; add one to its status.addresses"
            )
        }
        var seen: [NetworkPolicy.Direction: Set<IPAddress>] = [:]
        return cluster.pods.compactMap { pod in
            guard pod.hostAddress == host, let address = pod.address(in: .ipv4) else { return nil }
            let own = policies.filter { $0.namespace == pod.namespace && $0.targets.contains(address) }
            let directions = own.reduce(into: Set<NetworkPolicy.Direction>()) { $0.formUnion($1.directions) }
                .filter { seen[$0, default: []].insert(address).inserted }
            guard !directions.isEmpty else { return nil }
            return FirewalledPod(pod, address: address, directions: directions, version: version)
        }
    }
}
