import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

/// What the real kube-router 0.2.0 wrote for one cluster and six policies, against what the layout writes.
@Suite struct KubeRouter020GoldenTests {
    private static let policies = [
        "ex1-same-namespace", "ex2-deny-all", "ex3-from-namespace-port", "ex4-egress-cidr-port",
        "ex5-ingress-cidr-port", "npd-multiport",
    ]

    @Test("The rules equal the recorded ones, line for line", arguments: policies)
    func rules(policy: String) throws {
        let recorded = try Fixture.text("kr020-\(policy).iptables")
        let ruleset = try ruleset(policy, inOrderOf: recorded)
        #expect(try Recording(ruleset.iptablesSave()).tables == Recording(recorded).tables)
    }

    @Test("The sets equal the recorded ones, members in any order", arguments: policies)
    func sets(policy: String) throws {
        let recorded = try Fixture.text("kr020-\(policy).ipset")
        let ruleset = try ruleset(policy, inOrderOf: "")
        #expect(SetRecording(ruleset.ipsetSave).lines == SetRecording(recorded).lines)
    }

    /// The rules for the recorded cluster, its pods in the order in which the recording has them, which is random.
    private func ruleset(_ policy: String, inOrderOf recorded: String) throws -> Ruleset {
        var cluster = try Fixture.recordedCluster()
        cluster.policies = try Fixture.policies(policy)
        let addresses = recorded.matches(of: /-A FORWARD -[sd] (\S+)\/32 -m comment/).compactMap { IPv4Address($0.1) }
        let place = { (pod: Pod) in addresses.firstIndex { $0 == pod.address } ?? addresses.count }
        cluster.pods.sort { place($0) < place($1) }
        return try KubeRouter020(version: "any").ruleset(for: cluster, on: cluster.node(named: "node-1"))
    }
}
