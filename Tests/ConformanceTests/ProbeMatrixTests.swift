import Addressing
import Cluster
import Conformance
import Testing

@Suite struct ProbeMatrixTests {
    private let names: [PodName] = ["nsa/pod-a", "nsa/pod-b", "nsb/client-a"]

    private var cluster: ClusterModel {
        ClusterModel(
            nodes: [CaseFixture.node],
            pods: names.map { CasePod($0).pod },
            services: [CasePod.server("nsa/pod-a").service].compactMap(\.self)
        )
    }

    @Test("Every pod dials every pod on every port with each protocol, itself too")
    func pods() {
        let matrix = ProbeMatrix(of: cluster, on: CaseFixture.node, ports: [80, 81])
        let direct = matrix.probes.filter { $0.destination != .v4(CaseFixture.serviceAddress(of: "nsa/pod-a")) }
        #expect(direct.count == 3 * 3 * 2 * 3)
        #expect(Set(direct).count == direct.count)
        for transport in ServiceProtocol.allCases {
            #expect(direct.count { $0.transport == transport } == 18)
        }
    }

    @Test("A Service is dialled by the pods that it can not lead back to")
    func services() {
        let matrix = ProbeMatrix(of: cluster, on: CaseFixture.node, ports: [80])
        let dialled = matrix.probes.filter { $0.destination == .v4(CaseFixture.serviceAddress(of: "nsa/pod-a")) }
        #expect(dialled.count == 2 * 2)
        #expect(!dialled.contains { $0.source.address == .v4(CaseFixture.address(of: "nsa/pod-a")) })
        #expect(dialled.allSatisfy { $0.transport == .tcp })
    }

    @Test("Over IPv6 pods dial each other's IPv6 addresses, and no Service")
    func secondStack() {
        let dual = cluster.withCompanions
        let outside = PacketTwinPlan.cases.outside(.ipv6)
        let matrix = ProbeMatrix(of: dual, on: dual.nodes[0], ports: [80], outside: outside, family: .ipv6)
        #expect(matrix.probes.count == (3 + 2) * 3 * 3)
        #expect(matrix.probes.allSatisfy { $0.source.address.family == .ipv6 && $0.destination.family == .ipv6 })
        #expect(ProbeMatrix(of: cluster, on: CaseFixture.node, ports: [80], family: .ipv6).probes.isEmpty)
    }

    @Test("Outside addresses dial pods alone")
    func outside() {
        let matrix = ProbeMatrix(
            of: cluster,
            on: CaseFixture.node,
            ports: [80],
            transports: [.tcp],
            outside: [.v4(CaseFixture.insider)]
        )
        let probes = matrix.probes.filter { $0.source == .outside(CaseFixture.insider) }
        #expect(probes.map(\.destination) == names.map { .v4(CaseFixture.address(of: $0)) })
    }
}
