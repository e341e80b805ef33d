import Addressing
import Cluster
@testable import Experiment
import Testing

@Suite("A target that one node judges alone")
struct TargetEndpointsLocalTests {
    private let node = SyntheticCluster.nodeName

    /// What is said of the target when `change` was done to the cluster's first test pod.
    private func refusal(_ change: (inout ClusterModel, Int) -> Void) throws -> String? {
        var cluster = try ClusterModel.synthetic()
        let index = try #require(cluster.pods.firstIndex { $0.name == "test-0" })
        change(&cluster, index)
        let target = try cluster.resolve(.test)
        do {
            try TargetEndpoints(of: target, in: cluster, on: node).requireLocal(target, on: node)
            return nil
        } catch {
            return error.description
        }
    }

    @Test("Endpoints that are all pods of the node are taken")
    func local() throws {
        #expect(try refusal { _, _ in } == nil)
    }

    @Test("An endpoint on another node, in its host's network, or behind no pod is refused by name")
    func obstacles() throws {
        let remedy = "; give a --target whose endpoints are all pods of --node"
        let start = "cannot measure default/test:80 on node \(node): its endpoint "
        #expect(
            try refusal { $0.pods[$1].nodeName = "node-9" } == start + "default/test-0 runs on node-9" + remedy
        )
        #expect(try refusal { $0.pods[$1].nodeName = nil } == start + "default/test-0 runs on no node" + remedy)
        #expect(
            try refusal { $0.pods[$1].isHostNetwork = true }
                == start + "default/test-0 uses its host's network, where no policy holds" + remedy
        )
        let address = try #require(try ClusterModel.synthetic().pods.first { $0.name == "test-0" }?.address)
        #expect(try refusal { $0.pods.remove(at: $1) } == start + "\(address):80 is no pod" + remedy)
        #expect(try refusal { $0.pods[$1].phase = .failed } == start + "\(address):80 is no pod" + remedy)
    }
}
