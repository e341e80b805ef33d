import Addressing
import Cluster
import Policy
import Testing

@Suite struct DeviationOracleTests {
    private static let node = Node(name: "n1", address: IPv4Address(172, 31, 0, 1))
    private static let outside = IPAddress.v4(IPv4Address(14, 215, 0, 2))
    private static let pod = IPAddress.v4(IPv4Address(10, 244, 0, 1))

    private func oracle(_ deviations: Set<PolicyDeviation>, _ rule: NetworkPolicy.Rule) -> DeviationOracle {
        let cluster = ClusterModel(
            namespaces: [Namespace(name: "x")],
            nodes: [Self.node],
            pods: [
                Pod(
                    namespace: "x",
                    name: "a",
                    nodeName: "n1",
                    hostAddress: Self.node.address,
                    address: IPv4Address(10, 244, 0, 1)
                )
            ],
            policies: [NetworkPolicy(namespace: "x", name: "p", policyTypes: [.ingress], ingress: [rule])]
        )
        return DeviationOracle(of: cluster, on: Self.node, dialect: PolicyDialect(deviations))
    }

    private func block(except: String...) -> NetworkPolicy.Peer {
        .block(IPBlock(.v4(IPv4Address(14, 0, 0, 0)), prefixLength: 8), except: except.compactMap { IPBlock($0) })
    }

    @Test("The deviation without which the verdict would be the API's is named, and no other")
    func decisive() {
        let oracle = oracle(
            [.ignoresExcept, .ignoresEndPort, .ignoresMatchExpressions],
            .init(peers: [block(except: "14.215.0.0/16")])
        )
        #expect(oracle.admits(from: Self.outside, to: Self.pod, port: 80))
        #expect(oracle.deviations(from: Self.outside, to: Self.pod, port: 80) == [.ignoresExcept])
    }

    @Test("Where the verdict is the API's nothing is named")
    func same() {
        let oracle = oracle([.ignoresExcept], .init(peers: [block()]))
        #expect(oracle.admits(from: Self.outside, to: Self.pod, port: 80))
        #expect(oracle.deviations(from: Self.outside, to: Self.pod, port: 80).isEmpty)
        let stranger = IPAddress.v4(IPv4Address(192, 0, 2, 1))
        #expect(!oracle.admits(from: stranger, to: Self.pod, port: 80))
        #expect(oracle.deviations(from: stranger, to: Self.pod, port: 80).isEmpty)
    }

    @Test("Where any of several would do alone, all that the controller has are named")
    func together() {
        // The second peer alone admits the source, and either way of sharing sets takes it away again.
        let wide = NetworkPolicy.Peer.block(IPBlock(.v4(IPv4Address(14, 128, 0, 0)), prefixLength: 9), except: [])
        let shared = oracle(
            [.blocksShareASet, .exceptsShareASet],
            .init(peers: [block(except: "14.215.0.0/16"), wide])
        )
        #expect(!shared.admits(from: Self.outside, to: Self.pod, port: 80))
        #expect(shared.deviations(from: Self.outside, to: Self.pod, port: 80) == [.blocksShareASet, .exceptsShareASet])
    }
}
