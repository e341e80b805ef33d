import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

@Suite struct KubeRouter020Tests {
    private let layout = KubeRouter020(version: "1")

    private func ruleset(_ pods: [Pod], _ policies: [NetworkPolicy], namespaces: [Namespace] = []) throws -> Ruleset {
        try layout.ruleset(
            for: ClusterModel(namespaces: namespaces, pods: pods, policies: policies),
            on: Fixture.node
        )
    }

    @Test("Chains and sets bear the names that the real hashes give")
    func names() throws {
        let rules = try ruleset([Fixture.pod("nginx-0", 2)], [Fixture.policy("npd", ingress: [])])
        #expect(rules.chainNames(.filter).contains("KUBE-NWPLCY-MNB2E6SAWX5LEXO4"))
        #expect(rules.chainNames(.filter).contains("KUBE-POD-FW-MZJCV77XYAEZEZRO"))
        #expect(rules.sets.map(\.name) == ["KUBE-DST-NB4PGYGMHBD24ZLP", "KUBE-SRC-NB4PGYGMHBD24ZLP"])
    }

    @Test("Without a policy nothing is written")
    func idle() throws {
        let rules = try ruleset([Fixture.pod("a", 2)], [])
        #expect(rules == Ruleset(tables: [.empty(.filter)]))
    }

    @Test("Only local pods that a policy selects get a chain")
    func whichPods() throws {
        let rules = try ruleset(
            [
                Fixture.pod("local", 2, labels: ["app": "a"]),
                Fixture.pod("other-labels", 3),
                Fixture.pod("far", 4, labels: ["app": "a"], on: Fixture.farNode),
                Fixture.pod("other-namespace", 5, namespace: "x", labels: ["app": "a"]),
            ],
            [Fixture.policy("p", selector: LabelSelector(matchLabels: ["app": "a"]), ingress: [])]
        )
        #expect(
            rules[.filter]?["FORWARD"]?.rules.map(\.destination?.value) == [
                IPBlock(Fixture.ip(2)), IPBlock(Fixture.ip(2)),
            ]
        )
        #expect(
            rules.sets.map { $0.entries.map(\.block.network) }
                == Array(repeating: [Fixture.ip(2), Fixture.ip(4)], count: 2)
        )
    }

    @Test("The first pod of the cluster stands on top, the bridged rule above the routed one")
    func podOrder() throws {
        let pods = [Fixture.pod("b", 3), Fixture.pod("a", 2)]
        let rules = try ruleset(pods, [Fixture.policy("p", ingress: [])])
        let forward = rules[.filter]?["FORWARD"]?.rules ?? []
        #expect(forward.map(\.destination?.value.network) == [3, 3, 2, 2].map(Fixture.ip))
        #expect(forward.map { $0.matches.first == .physdevIsBridged } == [true, false, true, false])
        #expect(rules[.filter]?["OUTPUT"]?.rules.map(\.destination?.value.network) == [3, 2].map(Fixture.ip))
    }

    @Test("Egress jumps stand above all ingress jumps, and one chain serves both")
    func bothDirections() throws {
        let rules = try ruleset(
            [Fixture.pod("a", 2), Fixture.pod("b", 3)],
            [Fixture.policy("p", types: [.ingress, .egress])]
        )
        let forward = rules[.filter]?["FORWARD"]?.rules ?? []
        #expect(forward.prefix(4).map(\.source?.value.network) == [2, 2, 3, 3].map(Fixture.ip))
        #expect(forward.suffix(4).map(\.destination?.value.network) == [2, 2, 3, 3].map(Fixture.ip))
        #expect(rules.chainNames(.filter).filter { $0.hasPrefix("KUBE-POD-FW-") }.count == 2)
        #expect(rules[.filter]?["OUTPUT"]?.rules.count == 2)
        #expect(rules[.filter]?["INPUT"]?.rules.isEmpty == true)
    }

    @Test("An egress-only pod is not opened to its node")
    func egressOnly() throws {
        let rules = try ruleset([Fixture.pod("a", 2)], [Fixture.policy("p", types: [.egress], egress: [])])
        let chain = try #require(rules.chain("KUBE-POD-FW-"))
        #expect(
            chain.rules.map(\.comment) == [
                "rule for stateful firewall for pod", "run through nw policy p",
                "default rule to REJECT traffic destined for POD name:a namespace: default",
            ]
        )
        #expect(rules[.filter]?["OUTPUT"]?.rules.isEmpty == true)
    }

    @Test("A pod's chain asks the policies in reverse")
    func policyOrder() throws {
        let rules = try ruleset(
            [Fixture.pod("a", 2)],
            [Fixture.policy("p"), Fixture.policy("q"), Fixture.policy("elsewhere", namespace: "x")]
        )
        let comments = try #require(rules.chain("KUBE-POD-FW-")).rules.compactMap(\.comment)
        #expect(comments[2...3] == ["run through nw policy q", "run through nw policy p"])
        #expect(comments.count == 5)
        #expect(rules.sets.count == 6)
    }

    @Test("A hostNetwork pod is filtered at its node's address, and a finished pod is a target")
    func quirks() throws {
        var host = Fixture.pod("host", 2)
        host.address = Fixture.node.address
        host.isHostNetwork = true
        var finished = Fixture.pod("finished", 7)
        finished.phase = .succeeded
        var pending = Fixture.pod("pending", 8)
        pending.address = nil
        let rules = try ruleset([host, finished, pending], [Fixture.policy("p")])
        #expect(rules.sets[0].entries.map(\.block.network.description) == ["172.31.0.1", "10.244.0.7"])
        #expect(
            rules[.filter]?["OUTPUT"]?.rules.map(\.destination?.value.description) == [
                "172.31.0.1/32", "10.244.0.7/32",
            ]
        )
    }

    @Test("Pods that share an address share one block of rules")
    func sharedAddress() throws {
        let rules = try ruleset([Fixture.pod("old", 2), Fixture.pod("new", 2)], [Fixture.policy("p")])
        #expect(rules[.filter]?["FORWARD"]?.rules.count == 2)
        #expect(rules.sets[0].entries.count == 1)
    }

    @Test("A node without an address is refused by name")
    func nodeWithoutAddress() {
        let error = #expect(throws: LayoutError.self) {
            try layout.ruleset(for: ClusterModel(), on: Node(name: "bare", address: nil))
        }
        #expect(error?.kind == .unsupportedInput)
        #expect(error?.description.contains("node bare") == true)
    }

    @Test("Names that run together to one chain are refused")
    func collision() {
        let error = #expect(throws: LayoutError.self) {
            try ruleset(
                [],
                [Fixture.policy("1web", namespace: "team"), Fixture.policy("web", namespace: "team1")]
            )
        }
        #expect(error?.kind == .unsupportedInput)
        #expect(error?.description.contains("KUBE-NWPLCY-") == true)
    }

    @Test("The accepting rules toward a target are those of the ingress policies that select it")
    func acceptRules() throws {
        let allowed = NetworkPolicy.Rule(peers: [Fixture.block], ports: [Fixture.port(80)])
        let cluster = ClusterModel(
            pods: [Fixture.pod("a", 2, labels: ["app": "a"]), Fixture.pod("b", 3)],
            policies: [
                Fixture.policy("only-b-too", types: [.ingress, .egress], ingress: [allowed], egress: [allowed]),
                Fixture.policy(
                    "a",
                    selector: LabelSelector(matchLabels: ["app": "a"]),
                    ingress: [NetworkPolicy.Rule()]
                ),
                Fixture.policy("elsewhere", namespace: "x", ingress: [allowed]),
            ]
        )
        let rules = try layout.ruleset(for: cluster, on: Fixture.node)
        let towardA = try layout.acceptRules(for: cluster, on: Fixture.node, toward: [Fixture.ip(2)])
        let towardB = try layout.acceptRules(for: cluster, on: Fixture.node, toward: [Fixture.ip(3)])
        #expect(towardA.count == 2)
        #expect(towardA.allSatisfy { rules[$0]?.target == .accept && $0.table == .iptables(.filter) })
        #expect(towardB == [towardA[0]])
        #expect(rules[towardB[0]]?.source != nil)
    }

    @Test("No rule accepts toward a pod that is not isolated, or not here")
    func noAcceptRules() throws {
        let open = NetworkPolicy.Rule()
        let cluster = ClusterModel(
            pods: [Fixture.pod("egress", 2, labels: ["app": "a"]), Fixture.pod("far", 3, on: Fixture.farNode)],
            policies: [
                Fixture.policy(
                    "p",
                    selector: LabelSelector(matchLabels: ["app": "a"]),
                    types: [.egress],
                    ingress: [open],
                    egress: [open]
                ),
                Fixture.policy("q", selector: LabelSelector(matchLabels: ["app": "b"]), ingress: [open]),
            ]
        )
        let targets = [Fixture.ip(2), Fixture.ip(3), Fixture.ip(99)]
        #expect(try layout.acceptRules(for: cluster, on: Fixture.node, toward: targets).isEmpty)
    }

    @Test("A seed gives a time of the release day, and another seed another")
    func version() {
        #expect(KubeRouter020.version(seed: 7) == "1535673600000000007")
        #expect(KubeRouter020.version(seed: .max).count == 19)
        #expect(KubeRouter020.version(seed: 8) != KubeRouter020.version(seed: 7))
    }

    @Test("A denied connection is refused")
    func denial() throws {
        #expect(layout.denial == .refused)
        let rules = try ruleset([Fixture.pod("a", 2)], [Fixture.policy("p")])
        #expect(rules.chain("KUBE-POD-FW-")?.rules.last?.target == .reject(with: "icmp-port-unreachable"))
    }
}
