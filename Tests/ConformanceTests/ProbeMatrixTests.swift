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
        let direct = matrix.probes.filter { $0.destination != CaseFixture.serviceAddress(of: "nsa/pod-a") }
        #expect(direct.count == 3 * 3 * 2 * 3)
        #expect(Set(direct).count == direct.count)
        for transport in ServiceProtocol.allCases {
            #expect(direct.count { $0.transport == transport } == 18)
        }
    }

    @Test("A Service is dialled by the pods that it can not lead back to")
    func services() {
        let matrix = ProbeMatrix(of: cluster, on: CaseFixture.node, ports: [80])
        let dialled = matrix.probes.filter { $0.destination == CaseFixture.serviceAddress(of: "nsa/pod-a") }
        #expect(dialled.count == 2 * 2)
        #expect(!dialled.contains { $0.source.address == CaseFixture.address(of: "nsa/pod-a") })
        #expect(dialled.allSatisfy { $0.transport == .tcp })
    }

    @Test("Outside addresses dial pods alone")
    func outside() {
        let matrix = ProbeMatrix(
            of: cluster,
            on: CaseFixture.node,
            ports: [80],
            transports: [.tcp],
            outside: [CaseFixture.insider]
        )
        let probes = matrix.probes.filter { $0.source == .outside(CaseFixture.insider) }
        #expect(probes.map(\.destination) == names.map { CaseFixture.address(of: $0) })
    }
}
