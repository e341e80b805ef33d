import Addressing
import Cluster
@testable import Experiment
import Policy
import Testing
import Twin

@Suite("Plan of a twin from a cluster")
struct TwinPlanSetupTests {
    private let sources = ClientSources(
        allowed: IPv4Address(14, 215, 0, 2),
        forbidden: IPv4Address(8, 8, 8, 8)
    )

    private func plan(_ change: (inout ClusterModel) throws -> Void = { _ in }) throws -> TwinPlan {
        var cluster = try ClusterModel.synthetic()
        try change(&cluster)
        return try TwinPlan(.sample(cluster), cluster: cluster, target: try cluster.resolve(.test), sources: sources)
    }

    private func pod(_ name: String, of plan: TwinPlan) throws -> TwinPlan.LocalPod {
        try #require(plan.localPods.first { $0.name == name })
    }

    @Test("The target's pods serve, the node's other pods interfere, and pods of other nodes are not local")
    func roles() throws {
        let plan = try plan()
        #expect(plan.localPods.count == 5)
        #expect(plan.localPods.filter { $0.role == .server }.map(\.name) == ["test-0", "test-1"])
        #expect(plan.serverCPUs == [0])
    }

    @Test("The client has an allowed address and a forbidden one, the node its own, the rest the cluster's range")
    func addresses() throws {
        let plan = try plan()
        #expect(plan.clientAddress == sources.allowed)
        #expect(plan.strangerAddress == sources.forbidden)
        #expect(plan.nodeAddress == IPv4Address(172, 31, 0, 1))
        #expect(plan.remoteBlocks == [ClusterModel.defaultClusterCIDR])
    }

    @Test("A node whose manifest has no address gets one that no default range holds")
    func nodeAddress() throws {
        let plan = try plan { cluster in
            let index = try #require(cluster.nodes.firstIndex { $0.name == SyntheticCluster.nodeName })
            cluster.nodes[index].address = nil
        }
        #expect(!ClusterModel.defaultClusterCIDR.contains(plan.nodeAddress))
        #expect(!ClusterModel.defaultServiceCIDR.contains(plan.nodeAddress))
    }

    @Test("A pod listens on its TCP ports and on those that the target reaches it by, each once and in order")
    func ports() throws {
        let plan = try plan { cluster in
            let index = try #require(cluster.pods.firstIndex { $0.name == "test-0" })
            cluster.pods[index].ports = [
                Pod.Port(number: 9090), Pod.Port(number: 53, transport: .udp), Pod.Port(number: 80),
            ]
            let other = try #require(cluster.pods.firstIndex { $0.name == "test-1" })
            cluster.pods[other].ports = []
        }
        #expect(try pod("test-0", of: plan).ports == [80, 9090])
        #expect(try pod("test-1", of: plan).ports == [80])
        #expect(plan.remotePorts == [80])
    }

    @Test("A target on another port than 80 is served there")
    func targetPort() throws {
        let plan = try plan { cluster in
            let index = try #require(cluster.services.firstIndex { $0.name == "test" })
            for endpoint in cluster.services[index].ports[0].endpoints.indices {
                cluster.services[index].ports[0].endpoints[endpoint].port = 8080
            }
        }
        #expect(try pod("test-0", of: plan).ports == [80, 8080])
        #expect(try pod("svc-0-0", of: plan).ports == [80])
        #expect(plan.remotePorts == [80, 8080])
    }

    @Test("A pod without an address, a finished one and one in the host's network are not built")
    func absent() throws {
        let plan = try plan { cluster in
            let local = cluster.pods.indices.filter {
                cluster.pods[$0].nodeName == SyntheticCluster.nodeName && !cluster.pods[$0].name.hasPrefix("test")
            }
            cluster.pods[local[0]].address = nil
            cluster.pods[local[1]].phase = .succeeded
            cluster.pods[local[2]].isHostNetwork = true
        }
        #expect(plan.localPods.map(\.name) == ["test-0", "test-1"])
    }
}
