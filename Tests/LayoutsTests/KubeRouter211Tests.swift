import Addressing
import Cluster
import Rules
import Testing

@testable import Layouts

/// What the recordings do not show of kube-router 2.11.1.
@Suite struct KubeRouter211Tests {
    private func ruleset(_ policies: [NetworkPolicy], pods: [Pod]) throws -> Ruleset {
        let cluster = ClusterModel(nodes: [Fixture.node], pods: pods, policies: policies)
        return try KubeRouter211(version: "1").ruleset(for: cluster, on: Fixture.node)
    }

    @Test("A policy's chain has the known name")
    func name() throws {
        let ruleset = try ruleset([Fixture.policy("npd")], pods: [Fixture.pod("nginx-0", 1)])
        #expect(ruleset.chainNames(.filter).contains("KUBE-NWPLCY-HBQYH5DCFKRJUVAT"))
        #expect(ruleset.chainNames(.filter).contains("KUBE-POD-FW-MZJCV77XYAEZEZRO"))
    }

    @Test("Finished, hostNetwork and far pods have no chain, and pods that nothing selects have one")
    func pods() throws {
        var finished = Fixture.pod("finished", 2)
        finished.phase = .succeeded
        var host = Fixture.pod("host", 3)
        host.isHostNetwork = true
        let ruleset = try ruleset(
            [],
            pods: [Fixture.pod("a", 1), finished, host, Fixture.pod("far", 4, on: Fixture.farNode)]
        )
        #expect(ruleset.chainNames(.filter).count { $0.hasPrefix("KUBE-POD-FW-") } == 1)
        #expect(ruleset.lines(.filter, "KUBE-ROUTER-FORWARD").count == 4 + 2)
        #expect(ruleset.lines(.filter, "KUBE-ROUTER-OUTPUT").count == 2 + 2)
        #expect(ruleset.lines(.filter, "KUBE-ROUTER-INPUT").count == 4 + 1 + 2)
    }

    @Test("A policy of both directions is jumped to whatever the direction, one of one only in its own")
    func jumps() throws {
        let policies = [
            Fixture.policy("both", types: [.ingress, .egress]), Fixture.policy("in", types: [.ingress]),
            Fixture.policy("out", types: [.egress]),
        ]
        let ruleset = try ruleset(policies, pods: [Fixture.pod("a", 1)])
        let rules = try #require(ruleset.chain("KUBE-POD-FW-")).rules
        let jumps = rules.filter { $0.comment?.hasSuffix(" policy") == true }
        let pod = Negatable(IPBlock(Fixture.ip(1)))
        #expect(jumps.map(\.comment) == ["default/out policy", "default/in policy", "default/both policy"])
        #expect(jumps.map(\.source) == [pod, nil, nil])
        #expect(jumps.map(\.destination) == [nil, pod, nil])
        #expect(!rules.contains { $0.comment == "default ingress" || $0.comment == "default egress" })
    }

    @Test("An endPort makes a range, and a name of an egress rule to anyone a number without a set")
    func ports() throws {
        var pod = Fixture.pod("a", 1)
        pod.ports = [.init(name: "web", number: 80)]
        let ports = [
            NetworkPolicy.Port(number: .number(8000, through: 8010)), NetworkPolicy.Port(number: .name("web")),
            NetworkPolicy.Port(transport: .udp, number: nil),
        ]
        let ruleset = try ruleset([Fixture.policy("p", types: [.egress], egress: [.init(ports: ports)])], pods: [pod])
        let policy = try #require(
            ruleset.chainNames(.filter).first { $0.hasPrefix("KUBE-NWPLCY-") && $0.utf8.count == 28 }
        )
        let lines = ruleset.lines(.filter, policy).filter { $0.hasSuffix("-j MARK --set-xmark 0x10000/0x10000") }
        let set = "-m set --match-set KUBE-SRC-"
        #expect(lines.count == 3)
        #expect(lines[0].contains("-p tcp -m comment --comment \"default/p egress any\" \(set)"))
        #expect(lines[0].contains(" src -m tcp --dport 8000:8010 -j "))
        #expect(lines[1].contains("-p udp -m comment --comment \"default/p egress any\" \(set)"))
        #expect(!lines[1].contains("-m udp"))
        #expect(lines[2].contains("\"default/p egress any np\""))
        #expect(lines[2].contains(" src -m tcp --dport 80 -j "))
        #expect(!ruleset.ipsetSave.contains("KUBE-DST-"))
    }

    @Test("A comment is cut after 120 characters")
    func comment() throws {
        let name = String(repeating: "n", count: 130)
        let ruleset = try ruleset([Fixture.policy(name)], pods: [Fixture.pod("a", 1)])
        let comments = try #require(ruleset.chain("KUBE-POD-FW-")).rules.compactMap(\.comment)
        #expect(comments.contains("default/" + String(repeating: "n", count: 112)))
    }

    @Test("What counts a connection is the last rule of the target's chain, however many policies allow it")
    func accepted() throws {
        let everybody = Fixture.policy("all", ingress: [.init()])
        let cluster = ClusterModel(
            nodes: [Fixture.node],
            pods: [Fixture.pod("a", 1), Fixture.pod("b", 2)],
            policies: [everybody, Fixture.policy("too", ingress: [.init()])]
        )
        let layout = KubeRouter211(version: "1")
        let rules = try layout.acceptRules(for: cluster, on: Fixture.node, toward: [Fixture.ip(2)])
        let ruleset = try layout.ruleset(for: cluster, on: Fixture.node)
        #expect(rules.count == 1)
        #expect(rules.first.flatMap { ruleset[$0]?.target } == .mark(.complies))
        var open = cluster
        open.policies = []
        #expect(try layout.acceptRules(for: open, on: Fixture.node, toward: [Fixture.ip(2)]).isEmpty)
    }
}
