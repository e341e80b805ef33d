import Cluster
import Rules
import Testing

@testable import Layouts

/// How many rules the seed's cluster makes; the figures were counted on the real programs.
@Suite struct RuleCountTests {
    private func cluster(pods: Int) throws -> ClusterModel {
        var cluster = try SyntheticCluster(services: 1000, pods: pods).model
        cluster.policies = [.npdMultiport]
        return cluster
    }

    @Test("kube-router 0.2.0 writes 7 L + 3 rules for L local pods", arguments: [(2000, 22), (6000, 62), (8000, 82)])
    func kubeRouter(pods: Int, local: Int) throws {
        let cluster = try cluster(pods: pods)
        let node = try cluster.node(named: SyntheticCluster.nodeName)
        let rules = try Controller.kubeRouter020.layout(seed: 1).ruleset(for: cluster, on: node)
        #expect(rules.ruleCount == 7 * local + 3)
        #expect(rules[.filter]?["FORWARD"]?.rules.count == 2 * local)
        #expect(rules.sets.map(\.entries.count) == [pods + 2, pods + 2])
    }

    @Test(
        "kube-router 2.11 writes 13 L + 20 rules of nftables for L local pods",
        arguments: [(2000, 22), (6000, 62), (8000, 82)]
    )
    func kubeRouterNft(pods: Int, local: Int) throws {
        let cluster = try cluster(pods: pods)
        let node = try cluster.node(named: SyntheticCluster.nodeName)
        let rules = try Controller.kubeRouter211Nft.layout(seed: 1).ruleset(for: cluster, on: node)
        #expect(rules.ruleCount == 13 * local + 20)
        let table = try #require(rules.nftables.first)
        #expect(table["KUBE-ROUTER-FORWARD"]?.rules.count == 2 * local + 2)
        #expect(table["KUBE-ROUTER-OUTPUT"]?.rules.count == 2 * local + 2)
        #expect(table["KUBE-ROUTER-INPUT"]?.rules.count == local + 6)
        #expect(table.sets.map(\.elements.count) == [0, pods + 2, 1, 1, 1])
    }

    @Test(
        "kube-proxy writes 2 + 3 E rules for a Service of E endpoints, and a frame",
        arguments: [(ServiceProxy.kubeProxyIptables110, 26_014), (.kubeProxyIptables136, 26_016)]
    )
    func kubeProxy(proxy: ServiceProxy, count: Int) throws {
        let rules = try proxy.layout.ruleset(for: cluster(pods: 8000), on: Fixture.node)
        #expect(rules[.nat]?.ruleCount == count)
        #expect(rules[.filter]?["KUBE-SERVICES"]?.rules.isEmpty == true)
    }

    @Test("The dump of the recorded cluster of 8000 pods gives as many rules as the real programs wrote for it")
    func dump() throws {
        let cluster = try Fixture.largeCluster()
        let node = try cluster.node(named: "npb-node")
        let proxied = try ServiceProxy.kubeProxyIptables136.layout.ruleset(for: cluster, on: node)
        let controlled = try Controller.kubeRouter020.layout(seed: 1).ruleset(for: cluster, on: node)
        #expect(proxied[.nat]?.ruleCount == 26_021)
        #expect(proxied[.filter]?.ruleCount == 15)
        #expect(controlled.ruleCount == 577)
    }

    @Test("The tables of the recorded cluster of 8000 pods are valid, and their text is read as they are")
    func nftText() throws {
        let cluster = try Fixture.largeCluster()
        let node = try cluster.node(named: "npb-node")
        let proxied = try ServiceProxy.kubeProxyNftables136.layout.ruleset(for: cluster, on: node)
        let controlled = try Controller.kubeRouter211Nft.layout(seed: 1).ruleset(for: cluster, on: node)
        #expect(controlled.ruleCount == 13 * 82 + 20)
        // One for each Service with endpoints: 1000, the test Service and the API server's.
        #expect(proxied.ruleCount == 22 + 1002)
        for ruleset in [proxied, controlled] {
            #expect(try Ruleset(nftList: ruleset.nftList) == ruleset)
        }
        let addresses = Set(controlled.nftElements("KUBE-DST-" + NameHash.of("defaultnpdIPv4")) ?? [])
        #expect(addresses.count == 8002)
    }

    @Test("The built-in policy is the one of the published experiment")
    func policy() throws {
        #expect(try Fixture.policies("npd-multiport") == [.npdMultiport])
    }
}
