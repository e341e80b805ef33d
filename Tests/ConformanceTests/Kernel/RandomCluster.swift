import Addressing
import Cluster
import Conformance
import Statistics

/// Nine pods in three namespaces under policies drawn at random, without what kube-router 0.2.0 refuses.
struct RandomCluster {
    private(set) var cluster: ClusterModel
    private var generator: SeededGenerator

    static let ports: [UInt16] = [80, 81]
    private static let namespaces = ["x", "y", "z"]
    private static let names = ["a", "b", "c"]

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        var pods: [Pod] = []
        for namespace in RandomCluster.namespaces {
            for name in RandomCluster.names {
                pods.append(
                    Pod(
                        namespace: namespace,
                        name: name,
                        labels: ["pod": name],
                        nodeName: CaseFixture.node.name,
                        hostAddress: CaseFixture.node.address,
                        address: IPv4Address(10, 244, 1, UInt8(2 + pods.count))
                    )
                )
            }
        }
        cluster = ClusterModel(
            namespaces: RandomCluster.namespaces.map { Namespace(name: $0, labels: ["ns": $0]) },
            nodes: [CaseFixture.node],
            pods: pods,
            services: [
                Service(
                    namespace: "x",
                    name: "two",
                    clusterIP: IPv4Address(10, 96, 0, 9),
                    ports: [
                        Service.Port(
                            name: "",
                            number: 8080,
                            targetPort: "80",
                            endpoints: [pods[1], pods[5]].compactMap { pod in
                                pod.address.map { .init(address: $0, port: 80, nodeName: pod.nodeName) }
                            }
                        )
                    ]
                )
            ]
        )
        for index in 0...generator.below(4) { cluster.policies.append(policy(index)) }
    }

    private mutating func policy(_ index: Int) -> NetworkPolicy {
        let types: [[NetworkPolicy.Direction]] = [[.ingress], [.egress], [.ingress, .egress]]
        return NetworkPolicy(
            namespace: pick(RandomCluster.namespaces),
            name: "p\(index)",
            podSelector: selector("pod", RandomCluster.names),
            policyTypes: generator.below(3) == 0 ? nil : types[generator.below(3)],
            ingress: rules(),
            egress: rules()
        )
    }

    private mutating func rules() -> [NetworkPolicy.Rule]? {
        guard generator.below(3) > 0 else { return nil }
        var rules: [NetworkPolicy.Rule] = []
        for _ in 0..<generator.below(3) {
            var rule = NetworkPolicy.Rule()
            for _ in 0..<generator.below(3) { rule.peers.append(peer()) }
            for _ in 0..<generator.below(3) {
                rule.ports.append(
                    .init(
                        transport: generator.below(2) == 0 ? .tcp : .udp,
                        number: .number(pick(RandomCluster.ports), through: nil)
                    )
                )
            }
            rules.append(rule)
        }
        return rules
    }

    private mutating func peer() -> NetworkPolicy.Peer {
        switch generator.below(4) {
        case 0: return .pods(podSelector: selector("pod", RandomCluster.names), namespaceSelector: nil)
        case 1: return .pods(podSelector: nil, namespaceSelector: selector("ns", RandomCluster.namespaces))
        case 2:
            return .pods(
                podSelector: selector("pod", RandomCluster.names),
                namespaceSelector: selector("ns", RandomCluster.namespaces)
            )
        default:
            let inside = IPBlock(.v4(IPv4Address(10, 244, 1, 0)), prefixLength: 30)
            let outside = IPBlock(.v4(CaseFixture.insider), prefixLength: 16)
            return .block(pick([inside, outside]), except: [])
        }
    }

    private mutating func selector(_ key: String, _ values: [String]) -> LabelSelector {
        guard generator.below(3) > 0 else { return LabelSelector() }
        return LabelSelector(matchLabels: [key: pick(values)])
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[generator.below(elements.count)]
    }
}
