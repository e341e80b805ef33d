import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

/// What the real kube-router 2.11.1 wrote for one cluster and six policies, against what the layout writes.
@Suite struct KubeRouter211GoldenTests {
    private static let policies = [
        "ex1-same-namespace", "ex2-deny-all", "ex3-from-namespace-port", "ex4-egress-cidr-port",
        "ex5-ingress-cidr-port", "npd-multiport",
    ]

    @Test("The rules equal the recorded ones, line for line", arguments: policies)
    func rules(policy: String) throws {
        let recorded = try Fixture.text("kr211-\(policy).iptables")
        let ruleset = try ruleset(policy, inOrderOf: recorded)
        #expect(try Recording(ruleset.iptablesSave()).tables == Recording(recorded).tables)
    }

    @Test("The sets equal the recorded ones, members in any order", arguments: policies)
    func sets(policy: String) throws {
        let recorded = try Fixture.text("kr211-\(policy).ipset")
        let ruleset = try ruleset(policy, inOrderOf: "")
        #expect(SetRecording(ruleset.ipsetSave).lines == SetRecording(recorded).lines)
    }

    @Test("The cluster of 8000 pods gives as many rules as the real program wrote for it, 15 L + 26")
    func count() throws {
        var cluster = try Fixture.largeCluster()
        cluster.policies = [.npdMultiport]
        let rules = try KubeRouter211(version: "any").ruleset(for: cluster, on: cluster.node(named: "npb-node"))
        #expect(rules.ruleCount == 1256)
    }

    /// The rules for the recorded cluster, its pods in the order in which the recording has them, which is random.
    private func ruleset(_ policy: String, inOrderOf recorded: String) throws -> Ruleset {
        var cluster = try Fixture.recordedCluster()
        cluster.policies = try Fixture.policies(policy)
        let addresses = recorded.matches(of: /-A KUBE-ROUTER-INPUT -s (\S+)\/32 -m comment/).compactMap {
            IPv4Address($0.1)
        }
        let place = { (pod: Pod) in addresses.firstIndex { $0 == pod.address } ?? addresses.count }
        cluster.pods.sort { place($0) < place($1) }
        return try KubeRouter211(version: "any").ruleset(for: cluster, on: cluster.node(named: "node-1"))
    }
}
