import Addressing
import Cluster
import Conformance
import Testing
import Twin

@Suite struct PacketTwinPlanTests {
    @Test("The twin of all cases has every pod, without an nginx, and both outside addresses")
    func cases() throws {
        let plan = PacketTwinPlan.cases.twin
        #expect(plan.localPods.count == CaseFixture.pods.count)
        #expect(plan.localPods.allSatisfy { $0.ports.isEmpty })
        #expect(plan.clientAddress == CaseFixture.insider)
        #expect(plan.strangerAddress == CaseFixture.stranger)
        #expect(plan.nodeAddress == CaseFixture.node.address)
        try plan.validate()
    }

    @Test("A twin for clusters holds each local pod of all of them once")
    func clusters() {
        func cluster(_ names: PodName...) -> ClusterModel {
            ClusterModel(nodes: [CaseFixture.node], pods: names.map { CasePod($0).pod })
        }
        var remote = CasePod("nsa/client").pod
        remote.nodeName = "node-2"
        var second = cluster("nsa/pod-b", "nsb/client-a")
        second.pods.append(remote)
        let plan = PacketTwinPlan(
            holding: [cluster("nsa/pod-a", "nsa/pod-b"), second],
            on: CaseFixture.node,
            ports: [80]
        )
        #expect(plan.places.map(\.name) == ["nsa/pod-a", "nsa/pod-b", "nsb/client-a"])
        #expect(plan.ports == [80])
    }

    @Test("A twin that serves IPv6 gives everybody a second address, and one that does not has none")
    func secondStack() throws {
        #expect(PacketTwinPlan.cases.serving([.ipv4]).twin == PacketTwinPlan.cases.twin)
        #expect(PacketTwinPlan.cases.twin.ipv6 == nil)
        #expect(PacketTwinPlan.cases.twin.localPods.allSatisfy { $0.address6 == nil })
        for families in [[.ipv6], [.ipv4, .ipv6]] as [[IPFamily]] {
            let plan = PacketTwinPlan.cases.serving(families).twin
            try plan.validate()
            #expect(plan.localPods.allSatisfy { $0.address6 == $0.address.companion })
            #expect(plan.ipv6?.remoteBlocks.map(\.description) == ["fd00:244::af4:0/112"])
            #expect(plan.ipv6?.nodeAddress == plan.nodeAddress.companion)
        }
    }

    @Test("A name with two addresses makes two places that a twin can tell apart")
    func twice() throws {
        var moved = CasePod("nsa/pod-a").pod
        moved.address = IPv4Address(10, 244, 1, 200)
        let clusters = [CasePod("nsa/pod-a").pod, moved].map { ClusterModel(nodes: [CaseFixture.node], pods: [$0]) }
        let plan = PacketTwinPlan(holding: clusters, on: CaseFixture.node, ports: [80])
        #expect(plan.places.map(\.address) == [CaseFixture.address(of: "nsa/pod-a"), IPv4Address(10, 244, 1, 200)])
        try plan.twin.validate()
    }
}
