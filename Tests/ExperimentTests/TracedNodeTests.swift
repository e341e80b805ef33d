import Cluster
@testable import Experiment
import Layouts
import Results
import Rules
import Testing

@Suite("Work of a connection, traced")
struct TracedNodeTests {
    private func node(_ controllers: [Controller] = [.kubeRouter020], localPods: Int = 22) throws -> (TracedNode, Scale)
    {
        let cluster = try ClusterModel.synthetic(services: 10, pods: 800, localPods: localPods)
        var setup = TwinSetup.sample(cluster)
        setup.controllers = controllers
        let scale = Scale(services: 10, pods: 800, localPods: localPods)
        return (try TracedNode(setup, scale: scale), scale)
    }

    private func added(by controller: Controller, localPods: Int = 22) throws -> ConnectionWork {
        let node = try node([controller], localPods: localPods).0
        let off = try node.work(in: .off, sentSegments: 5, receivedSegments: 4)
        let on = try node.work(in: Treatment(.on, of: controller.rawValue), sentSegments: 5, receivedSegments: 4)
        return on - off
    }

    /// Each local pod has two jumps in FORWARD, and the target's pods stand in the middle of them.
    @Test(
        "kube-router 0.2.0: two pods more are two jumps more before the target's for a request, and four for an answer"
    )
    func kubeRouter020() throws {
        let more = try added(by: .kubeRouter020, localPods: 24) - added(by: .kubeRouter020, localPods: 22)
        #expect(more == ConnectionWork([.comment: 5 * 2 + 4 * 4]))
    }

    @Test("Its sets: the policy's three rules ask one each, at the first packet alone")
    func kubeRouter020Rest() throws {
        let added = try added(by: .kubeRouter020)
        // Ports 9090, 8080 and 80, each behind the set of the policy's pods.
        #expect(added[.set] == 3)
        #expect(added[.nftHook] == 0)
    }

    @Test(
        "More local pods are more work, in proportion for the layouts that walk them all",
        arguments: [
            Controller.kubeRouter020, .kubeRouter211, .kubeRouter211Nft,
        ]
    )
    func grows(controller: Controller) throws {
        let few = try added(by: controller, localPods: 20).ruleTests
        let many = try added(by: controller, localPods: 80).ruleTests
        let most = try added(by: controller, localPods: 140).ruleTests
        #expect(many > 2 * few)
        #expect(abs((most - many) - (many - few)) <= 0.02 * (many - few))
    }

    @Test("Calico finds a pod by its interface, in far fewer tests")
    func calico() throws {
        let calico = try added(by: .calicoIptables, localPods: 80).ruleTests
        let kubeRouter = try added(by: .kubeRouter020, localPods: 80).ruleTests
        #expect(calico > 0 && calico < kubeRouter / 3)
    }

    @Test("Kinds of nftables are met under a controller of nftables only")
    func nftables() throws {
        let nft = try added(by: .kubeRouter211Nft)
        #expect(nft[.nftHook] >= 9)
        #expect(nft[.nftRule] > 0 && nft[.nftHit] > 0 && nft[.nftSet] > 0)
        #expect(try !added(by: .kubeRouter211).tests.keys.contains(where: \.isNftables))
    }

    @Test("Names of kinds come back as the work that they were; an unknown one is none")
    func named() throws {
        let work = try added(by: .kubeRouter020)
        #expect(ConnectionWork(named: work.named) == work)
        #expect(ConnectionWork(named: ["ebpf-map": 3]) == nil)
        #expect((work - work) == ConnectionWork())
    }
}
