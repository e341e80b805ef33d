import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

@Suite struct NodeProgramsTests {
    private let cluster = ClusterModel(
        pods: [Fixture.pod("a", 2)],
        services: [Fixture.service("test", 10, endpoints: [2])],
        policies: [Fixture.policy("p", ingress: [])]
    )

    @Test("Without a controller a node holds the service proxy's rules alone", arguments: ServiceProxy.allCases)
    func proxyAlone(proxy: ServiceProxy) throws {
        let programs = NodePrograms(serviceProxy: proxy, controller: nil, seed: 1)
        let expected = try proxy.layout.ruleset(for: cluster, on: Fixture.node)
        #expect(try programs.ruleset(for: cluster, on: Fixture.node) == expected)
    }

    @Test("A controller's jumps stand above the service proxy's", arguments: ServiceProxy.allCases)
    func together(proxy: ServiceProxy) throws {
        let programs = NodePrograms(serviceProxy: proxy, controller: .kubeRouter020, seed: 1)
        let node = try programs.ruleset(for: cluster, on: Fixture.node)
        let proxied = try proxy.layout.ruleset(for: cluster, on: Fixture.node)
        let controlled = try Controller.kubeRouter020.layout(seed: 1).ruleset(for: cluster, on: Fixture.node)
        for chain in ["INPUT", "FORWARD", "OUTPUT"] {
            let expected = (controlled[.filter]?[chain]?.rules ?? []) + (proxied[.filter]?[chain]?.rules ?? [])
            #expect(node[.filter]?[chain]?.rules == expected)
        }
        #expect(node.sets == proxied.sets + controlled.sets)
        #expect(node[.nat] == proxied[.nat])
        #expect(node.ruleCount == proxied.ruleCount + controlled.ruleCount)
        #expect(node.virtualServers == proxied.virtualServers)
        try node.validate()
    }

    @Test(
        "A controller of nftables stands beside every proxy, and changes none of its tables",
        arguments: ServiceProxy.allCases
    )
    func besides(proxy: ServiceProxy) throws {
        let programs = NodePrograms(serviceProxy: proxy, controller: .kubeRouter211Nft, seed: 1)
        let node = try programs.ruleset(for: cluster, on: Fixture.node)
        let proxied = try proxy.layout.ruleset(for: cluster, on: Fixture.node)
        let controlled = try Controller.kubeRouter211Nft.layout(seed: 1).ruleset(for: cluster, on: Fixture.node)
        #expect(node.tables == proxied.tables)
        #expect(node.sets == proxied.sets)
        #expect(node.nftables == proxied.nftables + controlled.nftables)
        #expect(node.nftables.last?.name == KubeRouter211Nft.tableName(.ipv4))
        try node.validate()
        #expect(try Ruleset(nftList: node.nftList).nftables == node.nftables)
    }

    @Test("A rule of nftables is found by its table, chain and place, and by no other")
    func nftReferences() throws {
        let rules = try Controller.kubeRouter211Nft.layout(seed: 1).ruleset(for: cluster, on: Fixture.node)
        let reference = RuleReference(nftables: KubeRouter211Nft.tableName(.ipv4), chain: "KUBE-NWPLCY-TAIL", index: 0)
        #expect(rules[nftables: reference]?.statements.last == .verdict(.accept))
        #expect(rules[reference] == nil)
        for (table, chain, index) in [
            (KubeRouter211Nft.tableName(.ipv4), "KUBE-NWPLCY-TAIL", 1), (KubeRouter211Nft.tableName(.ipv4), "NONE", 0),
            ("none", "KUBE-NWPLCY-TAIL", 0),
        ] {
            #expect(rules[nftables: RuleReference(nftables: table, chain: chain, index: index)] == nil)
        }
        #expect(rules[nftables: RuleReference(table: .filter, chain: "FORWARD", index: 0)] == nil)
    }

    @Test("Without policies the controller adds nothing: the arm idle")
    func idle() throws {
        var cluster = cluster
        cluster.policies = []
        let off = NodePrograms(serviceProxy: .kubeProxyIptables110, controller: nil, seed: 1)
        let idle = NodePrograms(serviceProxy: .kubeProxyIptables110, controller: .kubeRouter020, seed: 1)
        #expect(try idle.ruleset(for: cluster, on: Fixture.node) == off.ruleset(for: cluster, on: Fixture.node))
    }

    @Test("The same seed gives the same rules, another seed other chain names")
    func seeds() throws {
        func names(_ seed: UInt64) throws -> [String] {
            try NodePrograms(serviceProxy: .kubeProxyIptables136, controller: .kubeRouter020, seed: seed)
                .ruleset(for: cluster, on: Fixture.node).chainNames(.filter)
        }
        #expect(try names(3) == names(3))
        #expect(try names(3) != names(4))
    }

    @Test("A reference names its table, chain and rule, and finds only rules that are there")
    func references() throws {
        let rules = try ServiceProxy.kubeProxyIptables110.layout.ruleset(for: cluster, on: Fixture.node)
        let reference = RuleReference(table: .nat, chain: "KUBE-MARK-MASQ", index: 0)
        #expect(reference.description == "nat KUBE-MARK-MASQ rule 1")
        #expect(rules[reference]?.target == .mark(MaskedMark(0x4000, mask: 0x4000)))
        #expect(rules[RuleReference(table: .nat, chain: "KUBE-MARK-MASQ", index: 1)] == nil)
        #expect(rules[RuleReference(table: .nat, chain: "NONE", index: 0)] == nil)
        #expect(rules[RuleReference(table: .raw, chain: "OUTPUT", index: 0)] == nil)
    }
}
