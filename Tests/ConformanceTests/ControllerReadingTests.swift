import Addressing
import Cluster
import Layouts
import Policy
import Testing

@testable import Conformance

/// The two readings of one connection, and the reason where they differ.
@Suite struct ControllerReadingTests {
    private let address = CaseFixture.address(of: "nsa/server")

    private func cluster(_ policies: NetworkPolicy...) -> ClusterModel {
        ClusterModel(
            namespaces: [Namespace(name: "nsa")],
            nodes: [CaseFixture.node],
            pods: [CasePod.server("nsa/server").pod, CasePod("nsa/client-a").pod],
            policies: policies
        )
    }

    private func answer(
        from source: IPv4Address,
        port: UInt16 = 80,
        in cluster: ClusterModel
    ) -> ControllerReading.Answer {
        ControllerReading(of: cluster, by: ConformanceData.early).answer(
            on: Connection(source: .address(.v4(source)), destination: .address(.v4(address)), port: port)
        )
    }

    private func ingress(_ rules: NetworkPolicy.Rule...) -> NetworkPolicy {
        NetworkPolicy(namespace: "nsa", name: "p", policyTypes: [.ingress], ingress: rules)
    }

    @Test("Where the two agree there is no reason")
    func agreement() {
        let client = CaseFixture.address(of: "nsa/client-a")
        #expect(answer(from: client, in: cluster()) == .init(standard: true, declared: true))
        #expect(answer(from: client, in: cluster(ingress())) == .init(standard: false, declared: false))
    }

    @Test("An except and an endPort that are passed over are named, each alone and both together")
    func fields() {
        let outside = IPBlock(.v4(CaseFixture.insider), prefixLength: 16)
        let except = NetworkPolicy.Rule(peers: [.block(outside, except: [IPBlock(.v4(CaseFixture.insider))])])
        #expect(
            answer(from: CaseFixture.insider, in: cluster(ingress(except)))
                == .init(standard: false, declared: true, reason: PolicyDeviation.ignoresExcept.summary)
        )
        let range = NetworkPolicy.Rule(ports: [.init(number: .number(80, through: 90))])
        #expect(
            answer(from: CaseFixture.insider, port: 85, in: cluster(ingress(range)))
                == .init(standard: true, declared: false, reason: PolicyDeviation.ignoresEndPort.summary)
        )
        #expect(
            answer(from: CaseFixture.insider, port: 85, in: cluster(ingress(range, except))).reason == nil,
            "the except lets it in, as the range should"
        )
    }

    @Test("The node itself always reaches its pods, and a pod itself, whatever is known")
    func exemptions() throws {
        let node = try #require(CaseFixture.node.address)
        #expect(answer(from: node, in: cluster(ingress())) == .init(standard: true, declared: true))
        #expect(answer(from: address, in: cluster(ingress())) == .init(standard: true, declared: true))
    }
}
